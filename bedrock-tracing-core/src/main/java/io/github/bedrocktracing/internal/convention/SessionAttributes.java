/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.github.bedrocktracing.internal.inference.SessionContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;

/**
 * Gives a session its names: those of the general conventions for session and user, and that of the
 * GenAI conventions for the conversation. Tags have none.
 */
public final class SessionAttributes {
  public static final AttributeKey<String> SESSION_ID = AttributeKey.stringKey("session.id");
  public static final AttributeKey<String> USER_ID = AttributeKey.stringKey("user.id");
  public static final AttributeKey<String> CONVERSATION_ID =
      AttributeKey.stringKey("gen_ai.conversation.id");

  private SessionAttributes() {}

  /** Returns what is known of the session. */
  public static Attributes of(SessionContext session) {
    if (session.sessionId() == null
        && session.userId() == null
        && session.conversationId() == null) {
      return Attributes.empty();
    }
    AttributesBuilder attributes = Attributes.builder();
    put(attributes::put, session);
    return attributes.build();
  }

  /** Puts on a span what is known of the session. */
  public static void put(AttributeSink attributes, SessionContext session) {
    attributes.put(SESSION_ID, session.sessionId());
    attributes.put(USER_ID, session.userId());
    attributes.put(CONVERSATION_ID, session.conversationId());
  }
}
