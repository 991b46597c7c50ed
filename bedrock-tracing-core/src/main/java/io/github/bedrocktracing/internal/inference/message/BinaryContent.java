/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Bytes sent along with a message, told by their size and digest.
 *
 * @param size the number of bytes
 * @param sha256 the SHA-256 digest in hexadecimal
 * @param base64 the bytes themselves in base64; null unless the user asked for them and they are
 *     small enough
 */
public record BinaryContent(long size, String sha256, @Nullable String base64) {

  /**
   * Describes bytes.
   *
   * @param maxBytesKept the largest number of bytes that is kept whole
   */
  public static BinaryContent of(byte[] bytes, int maxBytesKept) {
    String base64 = bytes.length <= maxBytesKept ? Base64.getEncoder().encodeToString(bytes) : null;
    MessageDigest digest = newDigest();
    digest.update(bytes);
    return of(bytes.length, digest, base64);
  }

  /** Describes bytes given in base64; text that is none has its own bytes described. */
  public static BinaryContent ofBase64(String base64, int maxBytesKept) {
    try {
      return of(Base64.getMimeDecoder().decode(base64), maxBytesKept);
    } catch (IllegalArgumentException notBase64) {
      // It may be plain text, which must not be hidden in base64 from a redactor.
      return of(base64.getBytes(StandardCharsets.UTF_8), -1);
    }
  }

  /**
   * Describes bytes that were seen piece by piece.
   *
   * @param digest a {@linkplain #newDigest digest} of them
   * @param base64 the bytes; null where they are not kept
   */
  public static BinaryContent of(long size, MessageDigest digest, @Nullable String base64) {
    return new BinaryContent(size, HexFormat.of().formatHex(digest.digest()), base64);
  }

  /** Returns a digest of no bytes yet. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
