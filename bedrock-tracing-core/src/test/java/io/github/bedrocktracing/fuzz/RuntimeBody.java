/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bedrocktracing.internal.stream.BodyAccumulator;
import io.github.bedrocktracing.internal.stream.BodyCapture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A body of an agent in a runtime through the tap, to a caller who reads it as it likes. */
final class RuntimeBody {
  static final List<byte[]> BODIES =
      List.of(
          bytes("{\"result\":\"Hello \\u00e9 \\\"}\\\"\",\"more\":[1,{}]}"),
          bytes("data: \"Hel\"\n\ndata: {\"text\":\"lo\"}\n\nevent: end\ndata: [DONE]\n\n"),
          bytes("data:\r\ndata\r\n\r\n: comment\nid: 1\nretry: 5\n\n"),
          bytes("plain \u00e9 text"),
          bytes("[1,[2,{\"a\":null}]]"),
          new byte[0]);

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "text/event-stream",
          "text/plain; charset=utf-16",
          "application/octet-stream",
          "application/x-ndjson",
          "image/png",
          "");

  private RuntimeBody() {}

  /** Sends one body, asserts that all of it arrives, and returns what was kept of it. */
  static BodyCapture send(byte[] body, Mutator mutator, Random random) {
    @Nullable String type = random.nextInt(8) == 0 ? null : mutator.text(TYPES);
    @Nullable Long length =
        random.nextBoolean() ? null : Long.valueOf(body.length + random.nextInt(9) - 4);
    BodyCapture capture =
        new BodyCapture(
            new BodyAccumulator(type, Oracle.LIMITS), length, new Nobody(), System::nanoTime);
    try (InputStream tapped = capture.tap(new ByteArrayInputStream(body), List.of())) {
      long read = read(tapped, random);
      if (read != body.length) {
        throw new AssertionError("the caller got " + read + " of " + body.length);
      }
      if (random.nextInt(8) == 0) {
        capture.aborted();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return capture;
  }

  /** Returns a capture of JSON of unknown length that tells nobody. */
  static BodyCapture captureOfJson() {
    return new BodyCapture(
        new BodyAccumulator("application/json", Oracle.LIMITS),
        null,
        new Nobody(),
        System::nanoTime);
  }

  private static long read(InputStream body, Random random) throws IOException {
    byte[] buffer = new byte[700];
    long read = 0;
    while (true) {
      long count =
          switch (random.nextInt(5)) {
            case 0 -> body.read() < 0 ? -1 : 1;
            case 1 -> body.skip(random.nextInt(9));
            case 2 -> {
              body.mark(64);
              body.read(buffer, 0, 32);
              body.reset();
              yield 0;
            }
            default -> body.read(buffer, random.nextInt(300), 1 + random.nextInt(400));
          };
      if (count < 0) {
        return read;
      }
      read += count;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static final class Nobody implements BodyCapture.Listener {
    @Override
    public void over(BodyCapture body) {}

    @Override
    public void givenUpUnread(BodyCapture body) {}

    @Override
    public void failed(BodyCapture body, Throwable error) {}
  }
}
