/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The record of the calls made, a line for each, whether it succeeded or not. */
final class CallLog {
  private final PrintStream out;

  CallLog(PrintStream out) {
    this.out = out;
  }

  /** Makes a call and prints what came of it; an exception ends here. */
  void call(String name, Supplier<String> call) {
    out.printf(Locale.ROOT, "  %-30s  %s%n", name, outcome(call));
  }

  private static String outcome(Supplier<String> call) {
    try {
      return call.get();
    } catch (CompletionException e) {
      return describe(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      return describe(e);
    }
  }

  private static String describe(Throwable failure) {
    return failure.getClass().getSimpleName() + ": " + message(failure).replaceAll("\\s+", " ");
  }

  /** Returns what the service said, without the request's details that the SDK adds to it. */
  private static String message(Throwable failure) {
    if (failure instanceof AwsServiceException e && e.awsErrorDetails() != null) {
      return String.valueOf(e.awsErrorDetails().errorMessage());
    }
    return String.valueOf(failure.getMessage());
  }
}
