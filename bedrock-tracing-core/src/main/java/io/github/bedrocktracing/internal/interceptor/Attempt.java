/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.operation.Failures;
import io.github.bedrocktracing.internal.stream.CapturedStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** One attempt of an execution: what was sent, and what has come back so far. */
final class Attempt {
  private final SdkHttpRequest request;
  private final int retries;
  private @Nullable SdkHttpResponse response;
  private @Nullable CapturedStream stream;
  private boolean returned;

  private Attempt(SdkHttpRequest request, int retries) {
    this.request = request;
    this.retries = retries;
  }

  /** Returns an attempt that begins behind another, or as the first. */
  static Attempt after(@Nullable Attempt last, SdkHttpRequest request) {
    if (last == null) {
      return new Attempt(request, 0);
    }
    last.close();
    return new Attempt(request, last.retries + 1);
  }

  /** Returns how many attempts there were before. */
  int retries() {
    return retries;
  }

  boolean isOf(SdkHttpRequest other) {
    return request == other;
  }

  void responseStarts(SdkHttpResponse head) {
    response = head;
  }

  void streams(CapturedStream tapped) {
    stream = tapped;
  }

  /** Returns the status and the headers; null when they have not come. */
  @Nullable SdkHttpResponse response() {
    return response;
  }

  /** The caller has the result. Returns whether there is a body left for the caller to read. */
  boolean returns() {
    returned = true;
    return isLeftToRead();
  }

  /** Returns whether a stream is this attempt's, and the caller has the result. */
  boolean hasReturned(CapturedStream body) {
    return returned && stream == body;
  }

  /** Returns whether the caller has the result and a body left to read. */
  boolean isLeftToRead() {
    return returned && stream != null && stream.isLeftToRead();
  }

  /** Returns what the stream has shown; null when it has not begun. */
  @Nullable CapturedStream stream() {
    return stream;
  }

  /** Returns the later of a moment and of that of the last chunk, on the execution's clock. */
  long lastSeen(long nanos) {
    Long chunk = stream == null ? null : stream.lastChunkNanos();
    return chunk == null ? nanos : Math.max(chunk, nanos);
  }

  /** Returns what an end is called about which the SDK says nothing, by how far the attempt got. */
  Failure silence() {
    if (response == null) {
      return Failures.noResponse();
    }
    return stream != null && !stream.isSubscribed() ? Failures.notConsumed() : Failures.abandoned();
  }

  /** Another attempt follows; what this one's stream still brings belongs to nobody. */
  private void close() {
    if (stream != null) {
      stream.close();
    }
  }
}
