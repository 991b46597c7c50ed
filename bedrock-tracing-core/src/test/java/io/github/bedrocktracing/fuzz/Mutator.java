/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes bytes at random, so that some of the result still makes sense. */
final class Mutator {
  private static final int MAX_LENGTH = 64 * 1024;

  private static final List<byte[]> TOKENS =
      List.of(
          bytes("null"),
          bytes("true"),
          bytes("-1"),
          bytes("1e999"),
          bytes("-1e-999999999"),
          bytes("9223372036854775808"),
          bytes("0.000000001"),
          bytes("\"\""),
          bytes("[]"),
          bytes("{}"),
          bytes("["),
          bytes("{\"a\":"),
          bytes("]"),
          bytes("}"),
          bytes(","),
          bytes("\"\\ud800\""),
          bytes("\\u0000"),
          bytes("\"usage\":{\"input_tokens\":"),
          bytes("\"type\":"),
          bytes("\"content\":[{"),
          bytes("\"index\":2147483647"),
          bytes("<thinking>"),
          bytes("</thinking>"),
          bytes("arn:aws:bedrock:"),
          bytes("/"),
          bytes(":"),
          bytes("."),
          bytes("[".repeat(1200)),
          bytes("{\"a\":".repeat(1200)),
          bytes("\"" + "x".repeat(5000) + "\""),
          new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
          new byte[] {(byte) 0xff, (byte) 0xfe},
          new byte[] {0, 0, 0, 0},
          new byte[] {0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff});

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  /** Returns one of them as it is or, mostly, changed. */
  byte[] of(List<byte[]> seeds) {
    byte[] bytes = seeds.get(random.nextInt(seeds.size()));
    int changes = random.nextInt(5);
    for (int i = 0; i < changes; i++) {
      bytes = changed(bytes, seeds);
    }
    return bytes.length > MAX_LENGTH ? Arrays.copyOf(bytes, MAX_LENGTH) : bytes;
  }

  /** Returns a text as {@link #of} does. */
  String text(List<String> seeds) {
    return new String(of(seeds.stream().map(Mutator::bytes).toList()), UTF_8);
  }

  private byte[] changed(byte[] bytes, List<byte[]> seeds) {
    if (bytes.length == 0) {
      return TOKENS.get(random.nextInt(TOKENS.size()));
    }
    int at = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(16));
    switch (random.nextInt(7)) {
      case 0 -> {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
      }
      case 1 -> {
        return joined(bytes, at, new byte[0], end);
      }
      case 2 -> {
        return joined(bytes, end, Arrays.copyOfRange(bytes, at, end), end);
      }
      case 3 -> {
        return joined(bytes, at, TOKENS.get(random.nextInt(TOKENS.size())), at);
      }
      case 4 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 5 -> {
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        return joined(bytes, at, Arrays.copyOfRange(other, from, other.length), bytes.length);
      }
      default -> {
        return valueReplaced(bytes, at);
      }
    }
  }

  /** Puts another value in the place of the one after the next colon. */
  private byte[] valueReplaced(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != ':') {
      at++;
    }
    int end = at;
    while (end < bytes.length && bytes[end] != ',' && bytes[end] != '}') {
      end++;
    }
    return at == bytes.length
        ? bytes
        : joined(bytes, at + 1, TOKENS.get(random.nextInt(TOKENS.size())), Math.max(at + 1, end));
  }

  private static byte[] joined(byte[] bytes, int until, byte[] between, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, until);
    out.writeBytes(between);
    out.write(bytes, from, bytes.length - from);
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
