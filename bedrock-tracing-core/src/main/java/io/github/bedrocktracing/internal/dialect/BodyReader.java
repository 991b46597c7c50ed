/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.json.TopLevelKeys;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reads the bodies of one InvokeModel execution.
 *
 * <p>The dialect that the model id suggests is tried first; when the body's keys say otherwise, the
 * dialect that they fit takes its place for the rest of the execution. A body of the expected
 * dialect is read once, any other twice. Not safe for use by several threads at once.
 */
public final class BodyReader {
  private BodyDialects.Entry dialect;
  private boolean chunkDialectKnown;

  /** Creates a reader for a call to this model. */
  public BodyReader(ModelId model) {
    this.dialect = BodyDialects.usualFor(model);
  }

  /**
   * Reads a request body.
   *
   * @param newRequest gives a builder that holds what is known without the body
   * @return such a builder with what the body says, the operation among it
   */
  public InferenceRequest.Builder request(
      JsonBytes body, Supplier<InferenceRequest.Builder> newRequest) {
    InferenceRequest.Builder request = newRequest.get();
    TopLevelKeys keys = body.read(dialect.dialect().request(), request);
    if (changeDialect(candidate -> candidate.isRequest(keys))) {
      request = newRequest.get();
      body.read(dialect.dialect().request(), request);
    }
    request.operation(dialect.dialect().operation());
    String outputType = dialect.dialect().outputType();
    if (outputType != null) {
      request.outputType(outputType);
    }
    return request;
  }

  /** Reads a whole response body. */
  public InferenceResponse.Builder response(JsonBytes body) {
    InferenceResponse.Builder response = InferenceResponse.builder();
    TopLevelKeys keys = body.read(dialect.response(), response);
    if (changeDialect(candidate -> candidate.isResponse(keys))) {
      response = InferenceResponse.builder();
      response.operation(dialect.dialect().operation());
      body.read(dialect.response(), response);
    }
    return response;
  }

  /** Reads the next chunk of a streamed response into the builder of that stream. */
  public void chunk(JsonBytes chunk, InferenceResponse.Builder response) {
    if (!chunkDialectKnown) {
      TopLevelKeys keys = chunk.keys();
      if (changeDialect(candidate -> candidate.isChunk(keys))) {
        response.operation(dialect.dialect().operation());
      }
      chunkDialectKnown = dialect.dialect().isChunk(keys);
    }
    chunk.read(dialect.chunk(), response);
  }

  /** Takes the dialect that fits, unless the present one does or none is known to. */
  private boolean changeDialect(Predicate<BodyDialect> fits) {
    if (fits.test(dialect.dialect())) {
      return false;
    }
    BodyDialects.Entry fitting = BodyDialects.first(fits);
    if (fitting == BodyDialects.GENERIC) {
      return false;
    }
    dialect = fitting;
    return true;
  }
}
