/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.session;

import io.github.bedrocktracing.internal.convention.SessionAttributes;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The session that a context carries: what the program put there, else the baggage that came with a
 * request.
 *
 * <p>In a context, an empty text stands for a value that is known to be none; it hides outer ones.
 */
public final class Sessions {
  private static final ContextKey<SessionContext> KEY =
      ContextKey.named("io.github.bedrocktracing.session");

  /** Longer values are no ids; backends cut or refuse them. */
  private static final int MAX_LENGTH = 1024;

  private static final int MAX_TAGS = 64;

  private Sessions() {}

  /** Returns a context in which the values of a session stand before those that it has already. */
  public static Context store(SessionContext session, Context context) {
    SessionContext outer = context.get(KEY);
    return context.with(KEY, outer == null ? session : merge(session, outer));
  }

  /** Returns what a context tells. */
  public static SessionContext of(Context context) {
    SessionContext explicit = context.get(KEY);
    SessionContext said = explicit == null ? SessionContext.NONE : explicit;
    Baggage baggage = Baggage.fromContext(context);
    if (explicit == null && baggage.isEmpty()) {
      return SessionContext.NONE;
    }
    return new SessionContext(
        text(said.sessionId(), baggage, SessionAttributes.SESSION_ID.getKey()),
        text(said.userId(), baggage, SessionAttributes.USER_ID.getKey()),
        textOrNull(said.conversationId()),
        said.tags());
  }

  /**
   * Returns a value as a context may carry it.
   *
   * @param name what the value is, for the log
   * @return the value, empty when it is too long; null when the program gave none
   */
  public static @Nullable String checked(String name, @Nullable String value) {
    if (value == null) {
      return null;
    }
    if (value.length() > MAX_LENGTH) {
      Problems.report(Problem.SESSION, name);
      return "";
    }
    return value.isBlank() ? "" : value;
  }

  /** Returns the tags that a context may carry. */
  public static Map<String, String> checkedTags(Map<String, String> tags) {
    Map<String, String> kept = new LinkedHashMap<>();
    tags.forEach(
        (key, value) -> {
          boolean fits = key.length() <= MAX_LENGTH && value.length() <= MAX_LENGTH;
          if (fits && !key.isBlank() && kept.size() < MAX_TAGS) {
            kept.put(key, value);
          } else {
            Problems.report(Problem.SESSION, "a tag");
          }
        });
    return Collections.unmodifiableMap(kept);
  }

  private static SessionContext merge(SessionContext inner, SessionContext outer) {
    Map<String, String> tags = new LinkedHashMap<>(inner.tags());
    outer.tags().forEach(tags::putIfAbsent);
    return new SessionContext(
        first(inner.sessionId(), outer.sessionId()),
        first(inner.userId(), outer.userId()),
        first(inner.conversationId(), outer.conversationId()),
        checkedTags(tags));
  }

  private static @Nullable String first(@Nullable String inner, @Nullable String outer) {
    return inner != null ? inner : outer;
  }

  private static @Nullable String text(@Nullable String said, Baggage baggage, String entry) {
    return textOrNull(said != null ? said : checked("baggage", baggage.getEntryValue(entry)));
  }

  private static @Nullable String textOrNull(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }
}
