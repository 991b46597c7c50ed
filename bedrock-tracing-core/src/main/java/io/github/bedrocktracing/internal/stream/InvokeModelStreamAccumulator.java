/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.dialect.BodyReader;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.json.Base64Sink;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Folds the chunks of InvokeModelWithResponseStream, each of which holds JSON of the model's own
 * dialect in base64.
 */
public final class InvokeModelStreamAccumulator implements StreamAccumulator {
  private static final String CHUNK = "chunk";

  private final InferenceResponse.Builder response = InferenceResponse.builder();
  private final Base64Sink body = new Base64Sink();
  private final BodyReader reader;
  private final @Nullable StreamedContent content;

  /**
   * Creates an accumulator for the answer to a request that was read by this reader.
   *
   * @param content how much of the answer is kept; null when its content is not wanted
   */
  public InvokeModelStreamAccumulator(BodyReader reader, @Nullable CaptureLimits content) {
    this.reader = reader;
    this.content = content == null ? null : new StreamedContent(content, System::nanoTime);
  }

  @Override
  public boolean wants(String eventType) {
    return eventType.equals(CHUNK);
  }

  @Override
  public void event(String eventType, JsonBytes payload) {
    payload.readBase64("bytes", body);
    reader.chunk(body.view(), response);
    if (content != null) {
      JsonObject chunk = body.view().object();
      reader.chunkContent(chunk, content.answers());
      // Chunks of most models have no type; they are all named alike then.
      content.event(chunk.text("type", CHUNK), chunk, body.size());
    }
  }

  @Override
  public boolean isComplete() {
    return response.hasEnded();
  }

  @Override
  public InferenceResponse.Builder response() {
    if (content != null) {
      content.writeTo(response, isComplete());
    }
    return response;
  }
}
