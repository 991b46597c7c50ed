/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing;

import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Members that the oldest supported SDK does not have: it neither sends them nor hands them on, and
 * tests that name them in code would not link there.
 */
public enum LaterMembers {
  /** The service tier of requests and responses. */
  SERVICE_TIER(ConverseRequest.builder(), "serviceTier"),
  /** The counts of cached tokens in the answer of Converse. */
  CACHE_COUNTS(TokenUsage.builder(), "cacheReadInputTokens"),
  /** The reasoning in the answer of Converse. */
  REASONING(ContentBlock.builder(), "reasoningContent"),
  /** The word that a tool is run by the service. */
  TOOL_USE_TYPE(ToolUseBlock.builder(), "type");

  private final boolean present;

  LaterMembers(SdkPojo holder, String name) {
    this.present = field(holder, name).isPresent();
  }

  /** Returns whether the SDK that runs has it. */
  public boolean isPresent() {
    return present;
  }

  /** Sets a member of a builder, if the builder has it. */
  public static <B extends SdkPojo> B set(B builder, String name, Object value) {
    field(builder, name).ifPresent(field -> field.set(builder, value));
    return builder;
  }

  /** Sets a member that holds an object with one member, if the builder has it. */
  public static <B extends SdkPojo> B set(B builder, String name, String inner, Object value) {
    field(builder, name)
        .ifPresent(
            field -> {
              SdkPojo object = set(field.constructor().get(), inner, value);
              field.set(builder, ((Buildable) object).build());
            });
    return builder;
  }

  private static Optional<SdkField<?>> field(SdkPojo holder, String name) {
    return holder.sdkFields().stream().filter(f -> f.memberName().equals(name)).findFirst();
  }
}
