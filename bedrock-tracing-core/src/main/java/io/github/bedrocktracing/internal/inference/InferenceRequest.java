/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a caller asked a model for; what the caller did not say is null or empty. */
public final class InferenceRequest {
  private final Builder values;

  private InferenceRequest(Builder values) {
    this.values = values;
  }

  /** Returns a builder of a request in which nothing is said but the operation. */
  public static Builder builder(OperationName operation) {
    return new Builder(operation);
  }

  /** What is asked for. */
  public OperationName operation() {
    return values.operation;
  }

  /** The model id exactly as the caller passed it. */
  public @Nullable String model() {
    return values.model;
  }

  /** What the call is made to, where that is something else than a model. */
  public @Nullable Target target() {
    return values.target;
  }

  /** The session or conversation that the request itself names. */
  public @Nullable String conversationId() {
    return values.conversationId;
  }

  /** Whether the answer comes as a stream. */
  public boolean stream() {
    return values.stream;
  }

  /** Whether the caller reads the answer as it comes in, in whatever format it has. */
  public boolean hasStreamedBody() {
    return values.stream || values.streamedBody;
  }

  /** The most tokens the model may generate. */
  public @Nullable Long maxTokens() {
    return values.maxTokens;
  }

  /** The sampling temperature. */
  public @Nullable Double temperature() {
    return values.temperature;
  }

  /** The nucleus sampling probability. */
  public @Nullable Double topP() {
    return values.topP;
  }

  /** The number of likeliest tokens sampled from. */
  public @Nullable Double topK() {
    return values.topK;
  }

  /** The texts at which generation ends. */
  public List<String> stopSequences() {
    return values.stopSequences;
  }

  /** The penalty on frequent tokens. */
  public @Nullable Double frequencyPenalty() {
    return values.frequencyPenalty;
  }

  /** The penalty on tokens already present. */
  public @Nullable Double presencePenalty() {
    return values.presencePenalty;
  }

  /** The seed of the random numbers. */
  public @Nullable Long seed() {
    return values.seed;
  }

  /** The number of answers asked for. */
  public @Nullable Long choiceCount() {
    return values.choiceCount;
  }

  /** The kind of output asked for: text, json, image, speech or video. */
  public @Nullable String outputType() {
    return values.outputType;
  }

  /** The reasoning effort asked for, as sent. */
  public @Nullable String reasoningLevel() {
    return values.reasoningLevel;
  }

  /** The length of the vectors asked for. */
  public @Nullable Long embeddingDimensions() {
    return values.embeddingDimensions;
  }

  /** The formats of the vectors asked for. */
  public List<String> encodingFormats() {
    return values.encodingFormats;
  }

  /** The id or ARN of the guardrail that the caller attached. */
  public @Nullable String guardrailId() {
    return values.guardrailId;
  }

  /** The service tier asked for. */
  public @Nullable String serviceTier() {
    return values.serviceTier;
  }

  /** The latency mode asked for, standard or optimized. */
  public @Nullable String performanceLatency() {
    return values.performanceLatency;
  }

  /** The id of the managed prompt that the caller named in place of a model. */
  public @Nullable String promptName() {
    return values.promptName;
  }

  /** The version of the managed prompt. */
  public @Nullable String promptVersion() {
    return values.promptVersion;
  }

  /** Collects what a request says; a later value replaces an earlier one. */
  public static final class Builder {
    private OperationName operation;
    private @Nullable String model;
    private @Nullable Target target;
    private @Nullable String conversationId;
    private boolean stream;
    private boolean streamedBody;
    private @Nullable Long maxTokens;
    private @Nullable Double temperature;
    private @Nullable Double topP;
    private @Nullable Double topK;
    private List<String> stopSequences = List.of();
    private @Nullable Double frequencyPenalty;
    private @Nullable Double presencePenalty;
    private @Nullable Long seed;
    private @Nullable Long choiceCount;
    private @Nullable String outputType;
    private @Nullable String reasoningLevel;
    private @Nullable Long embeddingDimensions;
    private List<String> encodingFormats = List.of();
    private @Nullable String guardrailId;
    private @Nullable String serviceTier;
    private @Nullable String performanceLatency;
    private @Nullable String promptName;
    private @Nullable String promptVersion;

    private Builder(OperationName operation) {
      this.operation = operation;
    }

    public Builder operation(OperationName operation) {
      this.operation = operation;
      return this;
    }

    public Builder model(@Nullable String model) {
      this.model = model;
      return this;
    }

    public Builder target(@Nullable Target target) {
      this.target = target;
      return this;
    }

    public Builder conversationId(@Nullable String conversationId) {
      this.conversationId = conversationId;
      return this;
    }

    public Builder stream(boolean stream) {
      this.stream = stream;
      return this;
    }

    /**
     * Says that the answer is a body that its caller reads, whether it comes as a stream or not.
     */
    public Builder answersWithBody() {
      this.streamedBody = true;
      return this;
    }

    public Builder maxTokens(long maxTokens) {
      this.maxTokens = maxTokens;
      return this;
    }

    public Builder temperature(double temperature) {
      this.temperature = temperature;
      return this;
    }

    public Builder topP(double topP) {
      this.topP = topP;
      return this;
    }

    public Builder topK(double topK) {
      this.topK = topK;
      return this;
    }

    public Builder stopSequences(List<String> stopSequences) {
      this.stopSequences = stopSequences;
      return this;
    }

    public Builder frequencyPenalty(double frequencyPenalty) {
      this.frequencyPenalty = frequencyPenalty;
      return this;
    }

    public Builder presencePenalty(double presencePenalty) {
      this.presencePenalty = presencePenalty;
      return this;
    }

    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    public Builder choiceCount(long choiceCount) {
      this.choiceCount = choiceCount;
      return this;
    }

    public Builder outputType(@Nullable String outputType) {
      this.outputType = Words.one(outputType);
      return this;
    }

    public Builder reasoningLevel(String reasoningLevel) {
      this.reasoningLevel = Words.one(reasoningLevel);
      return this;
    }

    public Builder embeddingDimensions(long embeddingDimensions) {
      this.embeddingDimensions = embeddingDimensions;
      return this;
    }

    public Builder encodingFormats(List<String> encodingFormats) {
      this.encodingFormats = encodingFormats;
      return this;
    }

    public Builder guardrailId(@Nullable String guardrailId) {
      this.guardrailId = guardrailId;
      return this;
    }

    public Builder serviceTier(@Nullable String serviceTier) {
      this.serviceTier = Words.one(serviceTier);
      return this;
    }

    public Builder performanceLatency(@Nullable String performanceLatency) {
      this.performanceLatency = Words.one(performanceLatency);
      return this;
    }

    public Builder prompt(@Nullable String name, @Nullable String version) {
      this.promptName = name;
      this.promptVersion = version;
      return this;
    }

    /** Returns the request; the builder must not be used afterwards. */
    public InferenceRequest build() {
      return new InferenceRequest(this);
    }
  }
}
