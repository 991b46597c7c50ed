/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** What is printed to the standard streams while it is open, which still goes where it went. */
public final class SweptOutput implements AutoCloseable {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  private SweptOutput() {
    System.setOut(tee(out));
    System.setErr(tee(err));
  }

  /** Starts listening. */
  public static SweptOutput start() {
    return new SweptOutput();
  }

  /** Returns what has been printed so far, one character a byte. */
  public String text() {
    return printed.toString(ISO_8859_1);
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
  }

  private PrintStream tee(PrintStream stream) {
    return new PrintStream(new Tee(stream), true, ISO_8859_1);
  }

  /** Writes everything twice. */
  private final class Tee extends OutputStream {
    private final PrintStream stream;

    Tee(PrintStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int letter) {
      stream.write(letter);
      synchronized (printed) {
        printed.write(letter);
      }
    }
  }
}
