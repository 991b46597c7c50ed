/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * To whom and to what a call belongs, as the program said; never made up.
 *
 * @param sessionId the session
 * @param userId the user
 * @param conversationId the conversation
 * @param tags further words of the program's own
 */
public record SessionContext(
    @Nullable String sessionId,
    @Nullable String userId,
    @Nullable String conversationId,
    Map<String, String> tags) {
  /** Nothing said. */
  public static final SessionContext NONE = new SessionContext(null, null, null, Map.of());

  /** Returns whether nothing is said. */
  public boolean isEmpty() {
    return sessionId == null && userId == null && conversationId == null && tags.isEmpty();
  }

  /**
   * Returns this session with the one that a call names: the service's session is the conversation
   * whatever the program says, and the session where the program names none.
   */
  public SessionContext withService(@Nullable String conversation) {
    return conversation == null
        ? this
        : new SessionContext(
            sessionId == null ? conversation : sessionId, userId, conversation, tags);
  }
}
