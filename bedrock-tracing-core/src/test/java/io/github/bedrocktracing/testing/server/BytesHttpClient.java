/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.server;

import java.io.ByteArrayInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Answers every request with the same bytes. */
public final class BytesHttpClient implements SdkHttpClient {
  private final SdkHttpResponse head;
  private final byte[] body;

  /** Creates a client whose answers are these bytes. */
  public BytesHttpClient(byte[] body) {
    this.body = body;
    this.head =
        SdkHttpResponse.builder()
            .statusCode(200)
            .putHeader("Content-Type", "application/json")
            .putHeader("Content-Length", Integer.toString(body.length))
            .putHeader("x-amzn-RequestId", "00000000-0000-0000-0000-000000000001")
            .putHeader("X-Amzn-Bedrock-Invocation-Latency", "321")
            .putHeader("X-Amzn-Bedrock-Input-Token-Count", "50")
            .putHeader("X-Amzn-Bedrock-Output-Token-Count", "45")
            .build();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        return HttpExecuteResponse.builder()
            .response(head)
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
            .build();
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public void close() {}
}
