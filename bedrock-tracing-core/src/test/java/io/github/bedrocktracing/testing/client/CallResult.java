/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.client;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * All that a caller can see of a call, comparable with that of another call.
 *
 * @param received the response, and a stream's events in their order
 * @param failure the class and the message of the exception and of its causes; empty if none
 * @param errorType the name that the conventions give the failure; empty if none
 */
public record CallResult(List<Object> received, String failure, String errorType) {
  /** What names a connection, which differs from call to call. */
  private static final Pattern CONNECTION =
      Pattern.compile("\\[?(?:channel|id): [^\\]\\s]+\\]?|0x[0-9a-f]+|\\[id: [^\\]]+\\]|/127[^ ]+");

  private static final Pattern ATTEMPTS = Pattern.compile(" \\(SDK Attempt Count: [0-9]+\\)");

  private static final List<String> WRAPPERS =
      List.of(
          CompletionException.class.getName(),
          UncheckedIOException.class.getName(),
          "software.amazon.awssdk.http.nio.netty.internal.FutureCancelledException");

  /** Netty's number of the stream, which it hands on as a header. */
  private static final String HTTP_2_STREAM = "x-http2-stream-id";

  /** Returns the result of a call that ended well. */
  public static CallResult of(AwsResponse response) {
    return new CallResult(List.of(seen(response)), "", "");
  }

  /** Returns the result of a call that failed. */
  public static CallResult of(Throwable thrown) {
    return new CallResult(List.of(), describe(thrown), errorType(thrown));
  }

  /** Returns the same result with what had been received before. */
  CallResult after(List<Object> events) {
    List<Object> all = new ArrayList<>(events);
    all.addAll(received);
    return new CallResult(all, failure, errorType);
  }

  /** Returns the same result without how often the SDK tried, which a failure's message tells. */
  CallResult withoutAttempts() {
    return new CallResult(received, ATTEMPTS.matcher(failure).replaceAll(""), errorType);
  }

  /** Returns what the caller sees of a response: its members, its status and its headers. */
  static Object seen(AwsResponse response) {
    SdkHttpResponse http = response.sdkHttpResponse();
    Map<String, List<String>> headers = new TreeMap<>(http.headers());
    headers.remove(HTTP_2_STREAM);
    List<Object> members = new ArrayList<>();
    for (SdkField<?> field : response.sdkFields()) {
      members.add(field.getValueOrDefault(response));
    }
    return Arrays.asList(
        response.getClass(),
        members,
        http.statusCode(),
        headers,
        response.responseMetadata().requestId());
  }

  /**
   * Returns the class and the message of an exception and of its causes, without the wrappers that
   * the asynchronous SDK puts between them or not, as a race between its threads decides.
   */
  public static String describe(Throwable thrown) {
    Throwable failure = unwrap(thrown);
    StringBuilder text = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (!WRAPPERS.contains(cause.getClass().getName())) {
        text.append(cause.getClass().getName()).append(": ").append(cause.getMessage());
        text.append('\n');
      }
    }
    String described = CONNECTION.matcher(text).replaceAll("*");
    for (String wrapper : WRAPPERS) {
      described = described.replace(wrapper + ": ", "");
    }
    return described;
  }

  /** Returns a service's error code, else the class of the exception, a wrapped timeout's first. */
  private static String errorType(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApiCallAttemptTimeoutException) {
        return cause.getClass().getName();
      }
    }
    Throwable failure = unwrap(thrown);
    return failure instanceof AwsServiceException service
            && service.awsErrorDetails().errorCode() != null
        ? service.awsErrorDetails().errorCode()
        : failure.getClass().getName();
  }

  private static Throwable unwrap(Throwable thrown) {
    return thrown instanceof CompletionException ? thrown.getCause() : thrown;
  }
}
