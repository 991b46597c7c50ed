/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Memory in which texts are written one after the other, so that of a text only itself is
 * allocated. It is given up where memory is short, and holds nothing between two texts.
 */
final class SpareText {
  /** The most characters that are kept room for; captured content has fewer by default. */
  static final int MAX_KEPT_LENGTH = 1 << 19;

  /** Texts are written without a wait in between, by no more threads than there are processors. */
  private static final int MAX_SPARE = 4;

  private static final AtomicReferenceArray<@Nullable SoftReference<SpareText>> SPARE =
      new AtomicReferenceArray<>(MAX_SPARE);

  private static final int PIECE_LENGTH = 512;

  private final StringBuilder text;
  private final char[] piece = new char[PIECE_LENGTH];
  private final SoftReference<SpareText> reference = new SoftReference<>(this);

  /** Creates memory for a text of about so many characters. */
  SpareText(int length) {
    text = new StringBuilder(length);
  }

  /** Returns memory that is not used, which nobody else gets; null for none. */
  static @Nullable SpareText take() {
    for (int i = 0; i < MAX_SPARE; i++) {
      SoftReference<SpareText> reference = SPARE.getAndSet(i, null);
      SpareText spare = reference == null ? null : reference.get();
      if (spare != null) {
        return spare;
      }
    }
    return null;
  }

  /** Returns the text to write to. */
  StringBuilder text() {
    return text;
  }

  /** Returns room for characters on their way to the text. */
  char[] piece() {
    return piece;
  }

  /** Returns what has been written, overwrites it, and leaves the memory to the next text. */
  String finish() {
    String written = text.toString();
    if (text.capacity() <= MAX_KEPT_LENGTH) {
      text.setLength(0);
      text.setLength(written.length());
      text.setLength(0);
      Arrays.fill(piece, '\0');
      for (int i = 0; i < MAX_SPARE; i++) {
        if (SPARE.compareAndSet(i, null, reference)) {
          break;
        }
      }
    }
    return written;
  }
}
