/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import static io.github.bedrocktracing.internal.convention.CommonAttributes.*;
import static io.github.bedrocktracing.internal.convention.GenAiAttributes.*;

import io.github.bedrocktracing.internal.inference.Completion;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.github.bedrocktracing.internal.inference.StreamOutcome;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.TokenUsage;
import io.github.bedrocktracing.internal.inference.guardrail.GuardrailResult;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives the records of an inference their names on a span. */
public final class InferenceAttributes {
  /** On a span of another library: that this one has put on it what it knows of the call. */
  public static final AttributeKey<Boolean> ENRICHED =
      AttributeKey.booleanKey("bedrock.tracing.enriched");

  /** The finish reason of an answer whose own never came. */
  private static final List<String> MISSING_FINISH_REASON = List.of("error");

  private final Conventions conventions;

  /** Creates the vocabulary of one version of the conventions. */
  public InferenceAttributes(Conventions conventions) {
    this.conventions = conventions;
  }

  /** Returns the name of the span: the operation, and what is called, if that is named. */
  public static String spanName(OperationName operation, InferenceRequest request) {
    Target target = request.target();
    return SpanNames.of(operation, target == null ? request.model() : target.label());
  }

  /** Returns what samplers may decide upon. */
  public Attributes atStart(InferenceRequest request, ServerEndpoint endpoint) {
    AttributesBuilder attributes = Attributes.builder();
    putStart(attributes::put, request, endpoint);
    return attributes.build();
  }

  /** Puts on a span that is about to start what samplers may decide upon. */
  public static void putStart(
      AttributeSink attributes, InferenceRequest request, ServerEndpoint endpoint) {
    putStart(attributes, request.operation(), request.model(), endpoint);
    TargetAttributes.put(attributes, request.target());
  }

  /** Puts what samplers may decide upon on the span of a call to a model. */
  public static void putStart(
      AttributeSink attributes,
      OperationName operation,
      @Nullable String model,
      ServerEndpoint endpoint) {
    attributes.put(OPERATION_NAME, operation.value());
    attributes.put(PROVIDER_NAME, PROVIDER_AWS_BEDROCK);
    attributes.put(REQUEST_MODEL, model);
    putServer(attributes, endpoint);
  }

  /** Returns where the request goes. */
  public static Attributes ofServer(ServerEndpoint endpoint) {
    AttributesBuilder attributes = Attributes.builder();
    putServer(attributes::put, endpoint);
    return attributes.build();
  }

  private static void putServer(AttributeSink attributes, ServerEndpoint endpoint) {
    attributes.put(SERVER_ADDRESS, endpoint.host());
    if (endpoint.host() != null && endpoint.port() != null) {
      attributes.put(SERVER_PORT, endpoint.port());
    }
  }

  /** Returns what else the request says. */
  public Attributes ofRequest(InferenceRequest request, ServerEndpoint endpoint) {
    AttributesBuilder attributes = Attributes.builder();
    putRequest(attributes::put, request, endpoint);
    return attributes.build();
  }

  /** Puts on a span what else the request says. */
  public void putRequest(
      AttributeSink attributes, InferenceRequest request, ServerEndpoint endpoint) {
    if (request.stream()) {
      attributes.put(REQUEST_STREAM, true);
    }
    attributes.put(REQUEST_MAX_TOKENS, request.maxTokens());
    attributes.put(REQUEST_TEMPERATURE, request.temperature());
    attributes.put(REQUEST_TOP_P, request.topP());
    Double topK = request.topK();
    if (topK != null) {
      if (request.operation().looksUp()) {
        attributes.put(RETRIEVAL_TOP_K, topK.longValue());
      } else if (conventions == Conventions.LATEST) {
        attributes.put(LATEST_REQUEST_TOP_K, topK.longValue());
      } else {
        attributes.put(REQUEST_TOP_K, topK);
      }
    }
    attributes.put(REQUEST_FREQUENCY_PENALTY, request.frequencyPenalty());
    attributes.put(REQUEST_PRESENCE_PENALTY, request.presencePenalty());
    putTexts(attributes, REQUEST_STOP_SEQUENCES, request.stopSequences());
    attributes.put(REQUEST_SEED, request.seed());
    Long choices = request.choiceCount();
    if (choices != null && choices != 1) {
      attributes.put(REQUEST_CHOICE_COUNT, choices);
    }
    attributes.put(OUTPUT_TYPE, request.outputType());
    attributes.put(REQUEST_REASONING_LEVEL, request.reasoningLevel());
    attributes.put(EMBEDDINGS_DIMENSION_COUNT, request.embeddingDimensions());
    putTexts(attributes, REQUEST_ENCODING_FORMATS, request.encodingFormats());
    attributes.put(PROMPT_NAME, request.promptName());
    attributes.put(PROMPT_VERSION, request.promptVersion());
    attributes.put(BEDROCK_GUARDRAIL_ID, request.guardrailId());
    attributes.put(BEDROCK_SERVICE_TIER, request.serviceTier());
    attributes.put(BEDROCK_PERFORMANCE_LATENCY, request.performanceLatency());
    attributes.put(CLOUD_REGION, endpoint.region());
  }

  /** Returns what the end of the execution says. */
  public Attributes atEnd(Completion completion) {
    AttributesBuilder attributes = Attributes.builder();
    putEnd(attributes::put, completion);
    return attributes.build();
  }

  /** Puts on a span what the end of the execution says. */
  public void putEnd(AttributeSink attributes, Completion completion) {
    InferenceResponse response = completion.response();
    if (response.operation() != null) {
      attributes.put(OPERATION_NAME, response.operation().value());
    }
    attributes.put(RESPONSE_ID, response.id());
    attributes.put(RESPONSE_MODEL, response.model());
    attributes.put(GenAiAttributes.AGENT_VERSION, response.agentVersion());
    StreamOutcome outcome = completion.streamOutcome();
    List<String> finishReasons = response.finishReasons();
    boolean reasonMissing =
        finishReasons.isEmpty() && outcome != null && outcome != StreamOutcome.COMPLETE;
    putTexts(
        attributes, RESPONSE_FINISH_REASONS, reasonMissing ? MISSING_FINISH_REASON : finishReasons);
    attributes.put(RESPONSE_TIME_TO_FIRST_CHUNK, completion.secondsToFirstChunk());
    putUsage(attributes, response.usage());
    attributes.put(BEDROCK_STREAM_OUTCOME, outcome == null ? null : outcome.value());
    attributes.put(BEDROCK_SERVICE_TIER, response.serviceTier());
    attributes.put(BEDROCK_PERFORMANCE_LATENCY, response.performanceLatency());
    putRarer(attributes, response);
    attributes.put(BEDROCK_INVOCATION_LATENCY, response.invocationLatencyMillis());
    attributes.put(BEDROCK_FIRST_BYTE_LATENCY, response.firstByteLatencyMillis());
    attributes.put(AWS_REQUEST_ID, completion.requestId());
    if (completion.retries() > 0) {
      attributes.put(BEDROCK_RETRY_COUNT, (long) completion.retries());
    }
    Failure failure = completion.failure();
    if (failure != null) {
      attributes.put(ERROR_TYPE, failure.errorType());
    }
  }

  private static void putRarer(AttributeSink attributes, InferenceResponse response) {
    GuardrailResult guardrail = response.guardrail().result();
    if (guardrail != null || !response.facts().isEmpty()) {
      AttributesBuilder rarer = Attributes.builder();
      GuardrailAttributes.put(rarer::put, guardrail);
      FactAttributes.put(rarer, response.facts());
      attributes.putAll(rarer.build());
    }
  }

  /**
   * Returns the attributes of the event that tells of an exception.
   *
   * @param message the exception's message as it may be recorded; null for a description instead
   */
  public static Attributes ofException(Failure failure, @Nullable String message) {
    return Attributes.builder()
        .put(EXCEPTION_TYPE, failure.exceptionType())
        .put(EXCEPTION_MESSAGE, message == null ? failure.description() : message)
        .put(EXCEPTION_STACKTRACE, failure.stackTrace())
        .build();
  }

  private void putUsage(AttributeSink attributes, TokenUsage usage) {
    attributes.put(USAGE_INPUT_TOKENS, usage.input());
    attributes.put(USAGE_OUTPUT_TOKENS, usage.output());
    attributes.put(USAGE_CACHE_READ_INPUT_TOKENS, usage.cacheRead());
    attributes.put(
        conventions == Conventions.LATEST
            ? LATEST_USAGE_CACHE_WRITE_INPUT_TOKENS
            : USAGE_CACHE_CREATION_INPUT_TOKENS,
        usage.cacheWrite());
    attributes.put(USAGE_REASONING_OUTPUT_TOKENS, usage.reasoning());
  }

  private static void putTexts(
      AttributeSink attributes, AttributeKey<List<String>> key, List<String> texts) {
    if (!texts.isEmpty()) {
      attributes.put(key, texts);
    }
  }
}
