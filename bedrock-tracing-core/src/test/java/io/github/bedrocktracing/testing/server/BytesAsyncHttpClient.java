/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.server;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** Answers every request with the same frames, on the thread that calls. */
public final class BytesAsyncHttpClient implements SdkAsyncHttpClient {
  private final SdkHttpResponse head;
  private final byte[][] frames;
  private final int count;

  /**
   * Creates a client.
   *
   * @param count how many of the frames come; when they are not all, no answer ends
   */
  public BytesAsyncHttpClient(byte[][] frames, int count) {
    this.frames = frames;
    this.count = count;
    this.head =
        SdkHttpFullResponse.builder()
            .statusCode(200)
            .putHeader("Content-Type", "application/vnd.amazon.eventstream")
            .putHeader("x-amzn-RequestId", "00000000-0000-0000-0000-000000000001")
            .build();
  }

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
    request.responseHandler().onHeaders(head);
    request.responseHandler().onStream(new FramePublisher(frames, count));
    return count == frames.length
        ? CompletableFuture.completedFuture(null)
        : new CompletableFuture<>();
  }

  @Override
  public void close() {}
}
