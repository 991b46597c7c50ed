/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation;

import io.github.bedrocktracing.internal.inference.Failure;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * Describes what an execution failed with.
 *
 * <p>The messages of exceptions are kept apart as content, since services quote requests in them
 * and parsers quote responses; a service's error code, status and request id describe the failure.
 */
public final class Failures {
  private static final int MAX_CAUSES = 8;
  private static final int MAX_FRAMES = 64;
  private static final int MAX_ERROR_CODE_LENGTH = 64;
  private static final String TRUNCATED = "stream_truncated";
  private static final String UNKNOWN_TOOL = "unknown_tool";

  private Failures() {}

  /** A stream that ended without its closing events, although nothing was thrown. */
  public static Failure truncated() {
    return new Failure(TRUNCATED, "the stream ended before its closing events", null, null, null);
  }

  /** The call was given up before anything was sent. */
  public static Failure notSent() {
    return new Failure("not_sent", "the call was given up before it was sent", null, null, null);
  }

  /** The call was sent and given up before a response came. */
  public static Failure noResponse() {
    return new Failure(
        "no_response", "the call was given up before a response came", null, null, null);
  }

  /** A response came whose stream nobody ever began to read. */
  public static Failure notConsumed() {
    return new Failure("not_consumed", "nobody read the streamed answer", null, null, null);
  }

  /** The call was given up while its response was read. */
  public static Failure abandoned() {
    return new Failure(
        "abandoned", "the call was given up while its response was read", null, null, null);
  }

  /** The time for the whole call ran out. */
  public static Failure timedOut() {
    return new Failure(
        ApiCallTimeoutException.class.getName(), "the call took too long", null, null, null);
  }

  /** The call was in flight when tracing ended. */
  public static Failure shutdown() {
    return new Failure(
        "shutdown", "the call was in flight when tracing was shut down", null, null, null);
  }

  /** A model's wish for a tool that the program does not have. */
  public static Failure unknownTool() {
    return new Failure(UNKNOWN_TOOL, "there is no tool of the wanted name", null, null, null);
  }

  /** An exception of which nothing but its class is known. */
  public static Failure ofClass(Class<? extends Throwable> thrown) {
    String type = thrown.getName();
    return new Failure(type, thrown.getSimpleName(), type, null, null);
  }

  /**
   * Describes an exception; a timeout also where the SDK has wrapped it in other exceptions. It
   * asks the exception, which may be the program's own and throw.
   */
  public static Failure of(Throwable thrown) {
    Throwable failure = unwrap(thrown);
    String type = failure.getClass().getName();
    if (failure instanceof AwsServiceException service) {
      String code =
          service.awsErrorDetails() == null ? null : service.awsErrorDetails().errorCode();
      String errorType = code != null && isErrorCode(code) ? className(code) : type;
      return new Failure(
          errorType, describe(service, errorType), type, stackTrace(failure), failure.getMessage());
    }
    return new Failure(type, causes(failure), type, stackTrace(failure), failure.getMessage());
  }

  /** Writes a code as the service does in headers; streams have it as modelStreamErrorException. */
  private static String className(String code) {
    return Character.toUpperCase(code.charAt(0)) + code.substring(1);
  }

  /** Returns whether a text looks like a code; the service could send anything in its place. */
  private static boolean isErrorCode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!(text.charAt(i) < 128 && Character.isLetterOrDigit(text.charAt(i)))) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MAX_ERROR_CODE_LENGTH;
  }

  private static Throwable unwrap(Throwable thrown) {
    int depth = 0;
    for (Throwable cause = thrown; cause != null && depth < MAX_CAUSES; cause = cause.getCause()) {
      if (cause instanceof ApiCallTimeoutException
          || cause instanceof ApiCallAttemptTimeoutException) {
        return cause;
      }
      depth++;
    }
    Throwable failure = thrown;
    // The causes of a program's exceptions can lead back to themselves.
    for (int i = 0; i < MAX_CAUSES && isWrapper(failure) && failure.getCause() != null; i++) {
      failure = failure.getCause();
    }
    return failure;
  }

  private static boolean isWrapper(Throwable thrown) {
    return thrown instanceof CompletionException || thrown instanceof ExecutionException;
  }

  private static String describe(AwsServiceException service, String errorType) {
    StringBuilder text = new StringBuilder(errorType);
    text.append(" (status ").append(service.statusCode());
    if (service.requestId() != null) {
      text.append(", request id ").append(service.requestId());
    }
    return text.append(')').toString();
  }

  private static String causes(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.getClass().getSimpleName());
    int depth = 0;
    for (Throwable cause = failure.getCause();
        cause != null && depth < MAX_CAUSES;
        cause = cause.getCause()) {
      text.append(" caused by ").append(cause.getClass().getSimpleName());
      depth++;
    }
    return text.toString();
  }

  private static String stackTrace(Throwable failure) {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    for (@Nullable Throwable cause = failure;
        cause != null && depth < MAX_CAUSES;
        cause = cause.getCause()) {
      text.append(depth == 0 ? "" : "Caused by: ").append(cause.getClass().getName());
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
        text.append("\n\tat ").append(frames[i]);
      }
      text.append('\n');
      depth++;
    }
    return text.toString();
  }
}
