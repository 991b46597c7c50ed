/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import io.github.bedrocktracing.internal.dialect.body.BodyContent;
import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.json.JsonRepeats;
import io.github.bedrocktracing.internal.json.TopLevelKeys;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of one InvokeModel execution.
 *
 * <p>The dialect that the model id suggests is tried first; when the body's keys say otherwise, the
 * dialect that they fit takes its place for the rest of the execution. A body of the expected
 * dialect is read once, any other twice. Not safe for use by several threads at once.
 */
public final class BodyReader {
  private final BodyDialects.Entry usual;
  private BodyDialects.Entry dialect;

  /** Chunks that need not be read; null as long as their dialect is not known. */
  private @Nullable JsonRepeats repeatedChunks;

  /** The stream of those chunks; another attempt's tells everything anew. */
  private InferenceResponse.@Nullable Builder stream;

  /** The operation that the response showed, where it is not the one of the request's dialect. */
  private @Nullable OperationName answered;

  /** Creates a reader for a call to this model. */
  public BodyReader(ModelId model) {
    this.usual = BodyDialects.usualFor(model);
    this.dialect = usual;
  }

  /** Returns what every request to a model asks for; null where only the body tells. */
  public static @Nullable OperationName operation(ModelId model) {
    BodyDialect usual = BodyDialects.usualFor(model).dialect();
    return usual.isToldByModel() ? usual.operation() : null;
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
    // Where messages are long, parameters stand before or behind them.
    TopLevelKeys keys = body.readEnds(dialect.shapes().request(), request);
    if (!dialect.dialect().mayBeRequest(keys)) {
      // One key that is not seen may be what tells two dialects from one another.
      TopLevelKeys all = body.isLongerThanEnds() ? body.keys() : keys;
      BodyDialects.Entry fitting = BodyDialects.first(candidate -> candidate.isRequest(all));
      if (fitting != BodyDialects.GENERIC) {
        dialect = fitting;
        request = newRequest.get();
        body.readEnds(dialect.shapes().request(), request);
      }
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
    TopLevelKeys keys = body.read(dialect.shapes().response(), response);
    // What is no object is of no dialect.
    if (keys.isEmpty() || dialect.dialect().isResponse(keys)) {
      return response;
    }
    BodyDialects.Entry fitting = BodyDialects.first(candidate -> candidate.isResponse(keys));
    BodyDialects.Entry best = fitting == BodyDialects.GENERIC ? usual : fitting;
    if (best != dialect) {
      response = InferenceResponse.builder();
      body.read(best.shapes().response(), response);
    }
    adopt(fitting, response);
    return response;
  }

  /** Returns the messages of a request body, in the dialect that the execution has shown by now. */
  public InputContent inputContent(JsonBytes body, CaptureLimits limits) {
    return body.length() > limits.maxBodyBytes()
        ? InputContent.EMPTY
        : content().input(body.object(), limits);
  }

  /** Returns the answers of a response body that was read before. */
  public List<ChatMessage> outputContent(JsonBytes body, CaptureLimits limits) {
    return body.length() > limits.maxBodyBytes()
        ? List.of()
        : content().output(body.object(), limits);
  }

  /** Adds the messages of a chunk that was read before to the answers. */
  public void chunkContent(JsonObject chunk, MessageAssembler answers) {
    content().chunk(chunk, answers);
  }

  /** Reads the next chunk of a streamed response into the builder of that stream. */
  public void chunk(JsonBytes chunk, InferenceResponse.Builder response) {
    if (answered != null) {
      response.operation(answered);
    }
    JsonRepeats repeats = repeatedChunks;
    if (repeats != null && response == stream) {
      chunk.readFields(dialect.shapes().chunk(), response, repeats);
      return;
    }
    TopLevelKeys keys = chunk.keys();
    if (dialect.dialect().isChunk(keys)
        || adopt(BodyDialects.first(d -> d.isChunk(keys)), response)) {
      repeatedChunks = new JsonRepeats();
      stream = response;
      chunk.readFields(dialect.shapes().chunk(), response);
    } else {
      chunk.readFields(usual.shapes().chunk(), response);
    }
  }

  /** Takes a dialect that the response turned out to have, unless it is none in particular. */
  private boolean adopt(BodyDialects.Entry fitting, InferenceResponse.Builder response) {
    if (fitting == BodyDialects.GENERIC) {
      return false;
    }
    dialect = fitting;
    answered = fitting.dialect().operation();
    response.operation(answered);
    return true;
  }

  private BodyContent content() {
    return dialect.shapes().content();
  }
}
