/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import io.github.bedrocktracing.internal.inference.guardrail.GuardrailFindings;
import io.github.bedrocktracing.internal.inference.guardrail.GuardrailResult;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came back from a model; what the service did not tell is null or empty. */
public final class InferenceResponse {
  private final Builder values;
  private final TokenUsage usage;

  private InferenceResponse(Builder values, TokenUsage usage) {
    this.values = values;
    this.usage = usage;
  }

  /** Returns the same without the tokens. */
  InferenceResponse withoutUsage() {
    return new InferenceResponse(values, TokenUsage.NONE);
  }

  /** Returns a builder of a response of which nothing is known. */
  public static Builder builder() {
    return new Builder();
  }

  /** The id that the model's provider gave the response. */
  public @Nullable String id() {
    return values.id;
  }

  /** The model that answered. */
  public @Nullable String model() {
    return values.model;
  }

  /** The operation, where the response tells it better than the request did. */
  public @Nullable OperationName operation() {
    return values.operation;
  }

  /** Why generation ended, as the wire says it, one for each answer in order. */
  public List<String> finishReasons() {
    return values.finishReasons == null ? List.of() : values.finishReasons.inOrder();
  }

  /** The tokens counted: by the body, else by the invocation metrics, else by the headers. */
  public TokenUsage usage() {
    return usage;
  }

  /** The latency that the service measured, in milliseconds. */
  public @Nullable Long invocationLatencyMillis() {
    return values.invocationLatencyMillis;
  }

  /** The time to the first byte that the service measured, in milliseconds. */
  public @Nullable Long firstByteLatencyMillis() {
    return values.firstByteLatencyMillis;
  }

  /** The service tier that served the call. */
  public @Nullable String serviceTier() {
    return values.serviceTier;
  }

  /** The latency mode that served the call. */
  public @Nullable String performanceLatency() {
    return values.performanceLatency;
  }

  /** What guardrails did and found. */
  public GuardrailFindings guardrail() {
    return values.guardrail;
  }

  /** The numbers and ids that only this operation's answers hold. */
  public Map<ResponseFact, Object> facts() {
    return values.facts == null ? Map.of() : Collections.unmodifiableMap(values.facts);
  }

  /** The session or conversation that the service began or went on with. */
  public @Nullable String conversationId() {
    return values.conversationId;
  }

  /** The documents found; empty unless content is captured. */
  public List<RetrievedDocument> documents() {
    return values.documents;
  }

  /** The version of the managed agent that answered. */
  public @Nullable String agentVersion() {
    return values.agentVersion;
  }

  /** The answers themselves, one message each; empty unless content is captured. */
  public List<ChatMessage> outputMessages() {
    return values.outputMessages;
  }

  /** The events of a streamed answer; empty unless they are captured. */
  public List<StreamedEvent> streamedEvents() {
    return values.streamedEvents;
  }

  /** Collects what a response says; a later value replaces an earlier one. */
  public static final class Builder {
    private final TokenUsage.Counts bodyUsage = new TokenUsage.Counts();
    private TokenUsage.@Nullable Counts metricsUsage;
    private TokenUsage.@Nullable Counts headerUsage;

    private @Nullable FinishReasons finishReasons;
    private int choices;
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable OperationName operation;
    private @Nullable Long invocationLatencyMillis;
    private @Nullable Long firstByteLatencyMillis;
    private @Nullable String serviceTier;
    private @Nullable String performanceLatency;
    private @Nullable String agentVersion;
    private final GuardrailFindings guardrail = new GuardrailFindings();
    private @Nullable Map<ResponseFact, Object> facts;
    private @Nullable String conversationId;
    private List<RetrievedDocument> documents = List.of();
    private List<ChatMessage> outputMessages = List.of();
    private List<StreamedEvent> streamedEvents = List.of();
    private boolean ended;

    private Builder() {}

    public Builder id(@Nullable String id) {
      this.id = id;
      return this;
    }

    public Builder model(@Nullable String model) {
      this.model = model;
      return this;
    }

    public Builder operation(OperationName operation) {
      this.operation = operation;
      return this;
    }

    /** Says why the only answer ended. */
    public Builder finishReason(@Nullable String reason) {
      return finishReason(0, reason);
    }

    /** Says why one of several answers ended. */
    public Builder finishReason(int choice, @Nullable String reason) {
      if (reason != null && FinishReasons.holds(choice)) {
        FinishReasons reasons = finishReasons == null ? new FinishReasons() : finishReasons;
        reasons.put(choice, reason);
        finishReasons = reasons;
        ended = true;
      }
      return this;
    }

    /** Says why the next answer ended, in a body that lists answers without numbers. */
    public Builder nextFinishReason(@Nullable String reason) {
      return finishReason(choices++, reason);
    }

    /** The counts in the model's own body. */
    public TokenUsage.Counts bodyUsage() {
      return bodyUsage;
    }

    /** The counts in the service's invocation metrics, on the last chunk of a stream. */
    public TokenUsage.Counts metricsUsage() {
      TokenUsage.Counts counts = metricsUsage == null ? new TokenUsage.Counts() : metricsUsage;
      metricsUsage = counts;
      return counts;
    }

    /** The counts in the response headers. */
    public TokenUsage.Counts headerUsage() {
      TokenUsage.Counts counts = headerUsage == null ? new TokenUsage.Counts() : headerUsage;
      headerUsage = counts;
      return counts;
    }

    public Builder invocationLatencyMillis(long millis) {
      this.invocationLatencyMillis = millis;
      return this;
    }

    public Builder firstByteLatencyMillis(long millis) {
      this.firstByteLatencyMillis = millis;
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

    /** What guardrails did and found. */
    public GuardrailFindings guardrail() {
      return guardrail;
    }

    /** Says what a guardrail did, as the wire says it. */
    public Builder guardrailAction(@Nullable String action) {
      String word = Words.one(action);
      if (word != null) {
        guardrail.add(GuardrailResult.ofAction(word));
      }
      return this;
    }

    /** Says a thing that only this operation's answers tell. */
    public Builder fact(ResponseFact fact, @Nullable Object value) {
      if (value != null) {
        if (facts == null) {
          facts = new EnumMap<>(ResponseFact.class);
        }
        facts.put(fact, value);
      }
      return this;
    }

    public Builder conversationId(@Nullable String conversationId) {
      this.conversationId = conversationId;
      return this;
    }

    public Builder documents(List<RetrievedDocument> documents) {
      this.documents = documents;
      return this;
    }

    public Builder agentVersion(@Nullable String agentVersion) {
      this.agentVersion = agentVersion;
      return this;
    }

    public Builder outputMessages(List<ChatMessage> outputMessages) {
      this.outputMessages = outputMessages;
      return this;
    }

    public Builder streamedEvents(List<StreamedEvent> streamedEvents) {
      this.streamedEvents = streamedEvents;
      return this;
    }

    /** Says that the last thing a stream has to tell was seen. */
    public Builder ended() {
      this.ended = true;
      return this;
    }

    /** Sets right why the answers ended where a guardrail blocked them. */
    public Builder settleFinishReasons() {
      boolean missing = finishReasons == null;
      if (missing) {
        finishReason(guardrail.missingFinishReason());
      }
      outputMessages = guardrail.settle(outputMessages, missing);
      return this;
    }

    /** Returns whether the end of the answer was seen: a finish reason or a closing event. */
    public boolean hasEnded() {
      return ended;
    }

    /** Returns the response; the builder must not be used afterwards. */
    public InferenceResponse build() {
      return new InferenceResponse(
          this, bodyUsage.orElse(metricsUsage).orElse(headerUsage).build());
    }
  }
}
