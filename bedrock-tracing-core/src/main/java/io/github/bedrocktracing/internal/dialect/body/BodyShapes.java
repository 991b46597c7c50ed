/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.body;

import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.json.JsonShape;

/**
 * What is read of the bodies of one dialect.
 *
 * @param request the fields wanted from a request body
 * @param response the fields wanted from a response body
 * @param chunk the fields wanted from each chunk; the chunks of one stream go to one builder, in
 *     order
 * @param content the messages in the bodies
 */
public record BodyShapes(
    JsonShape<InferenceRequest.Builder> request,
    JsonShape<InferenceResponse.Builder> response,
    JsonShape<InferenceResponse.Builder> chunk,
    BodyContent content) {
  /** The shape of a request of which no field is wanted. */
  public static final JsonShape<InferenceRequest.Builder> NO_REQUEST_FIELDS =
      JsonShape.<InferenceRequest.Builder>builder().build();

  /** The shape of a response of which no field is wanted. */
  public static final JsonShape<InferenceResponse.Builder> NO_RESPONSE_FIELDS =
      JsonShape.<InferenceResponse.Builder>builder().build();

  /** Creates the shapes of a dialect whose chunks are written as its responses are. */
  public BodyShapes(
      JsonShape<InferenceRequest.Builder> request,
      JsonShape<InferenceResponse.Builder> response,
      BodyContent content) {
    this(request, response, response, content);
  }
}
