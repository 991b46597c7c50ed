/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.session.Sessions;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * To whom and to what calls belong: {@code session.id}, {@code user.id} and {@code
 * gen_ai.conversation.id} on every span of this library that begins while the session is current.
 *
 * <pre>{@code
 * BedrockSession session = BedrockSession.builder().sessionId("s-1").userId("u-7").build();
 * ConverseResponse answer = session.call(() -> bedrock.converse(request));
 * }</pre>
 *
 * <p>What counts is the session that is current when the program makes the call. An asynchronous
 * call or a stream that was begun in a session belongs to it to its end, on whatever thread that
 * is. Sessions nest: what the inner one leaves unsaid, the outer one says. Without either, the
 * entries {@code session.id} and {@code user.id} of the current W3C baggage are taken; nothing is
 * ever made up, and nothing is sent to AWS or put into baggage.
 *
 * <p>Sessions live in the OpenTelemetry context and travel with it. Instances are immutable.
 */
public final class BedrockSession {
  private final SessionContext session;

  private BedrockSession(Builder builder) {
    this.session =
        new SessionContext(
            Sessions.checked("session id", builder.sessionId),
            Sessions.checked("user id", builder.userId),
            Sessions.checked("conversation id", builder.conversationId),
            Sessions.checkedTags(builder.tags));
  }

  /** {@return a builder of a session in which nothing is said} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Runs code in this session, on this thread.
   *
   * @param code what is run
   */
  public void run(Runnable code) {
    call(
        () -> {
          code.run();
          return this;
        });
  }

  /**
   * Runs code in this session, on this thread, and returns what it gives.
   *
   * @param <T> what the code gives
   * @param <X> what the code may throw
   * @param code what is run
   * @return what the code gives
   * @throws X whatever the code throws, unchanged
   */
  public <T extends @Nullable Object, X extends Exception> T call(TracedWork.Code<T, X> code)
      throws X {
    return ContextBlock.call(storeInCurrent(), code);
  }

  /**
   * Makes this session current on this thread until the scope is closed, which must be done on the
   * same thread, best by try-with-resources.
   *
   * @return what ends it
   */
  @SuppressWarnings("MustBeClosedChecker") // The caller's to close.
  public Scope makeCurrent() {
    return storeInCurrent().makeCurrent();
  }

  /**
   * {@return code that runs in this session and in the context that is current now}
   *
   * @param code what is run
   */
  public Runnable wrap(Runnable code) {
    return storeInCurrent().wrap(code);
  }

  /**
   * {@return code that runs in this session and in the context that is current now}
   *
   * @param <T> what the code gives
   * @param code what is run
   */
  public <T> Callable<T> wrap(Callable<T> code) {
    return storeInCurrent().wrap(code);
  }

  /**
   * {@return an executor that runs everything in this session and in the context current now}
   *
   * @param executor what runs the code
   */
  public Executor wrap(Executor executor) {
    return storeInCurrent().wrap(executor);
  }

  /**
   * {@return a context that is the given one with this session in it}
   *
   * @param context the context, which stays as it is
   */
  public Context storeIn(Context context) {
    return Guard.get(Problem.CONTEXT, () -> Sessions.store(session, context), context);
  }

  private Context storeInCurrent() {
    return storeIn(Guard.get(Problem.CONTEXT, Context::current, Context.root()));
  }

  /**
   * Collects what is known of a session.
   *
   * <p>A null is the same as nothing said. An empty text says that there is none, and so hides what
   * an outer session or the baggage says. A text of more than 1,024 characters is dropped and
   * counts as empty.
   */
  public static final class Builder {
    private final Map<String, String> tags = new LinkedHashMap<>();
    private @Nullable String sessionId;
    private @Nullable String userId;
    private @Nullable String conversationId;

    private Builder() {}

    /**
     * Sets the session of the program's own user, recorded as {@code session.id}.
     *
     * @param sessionId the id; null for none
     * @return this builder
     */
    public Builder sessionId(@Nullable String sessionId) {
      this.sessionId = sessionId;
      return this;
    }

    /**
     * Sets the user, recorded as {@code user.id}; an opaque id tells backends less.
     *
     * @param userId the id; null for none
     * @return this builder
     */
    public Builder userId(@Nullable String userId) {
      this.userId = userId;
      return this;
    }

    /**
     * Sets the conversation with the model, recorded as {@code gen_ai.conversation.id}.
     *
     * @param conversationId the id; null for none
     * @return this builder
     */
    public Builder conversationId(@Nullable String conversationId) {
      this.conversationId = conversationId;
      return this;
    }

    /**
     * Adds a word of the program's own, at most 64 in all. Tags are recorded only for backends that
     * have a place for them, such as the trace tags of MLflow; the conventions have none.
     *
     * @param key the name of the tag
     * @param value the value; null for none
     * @return this builder
     */
    public Builder tag(String key, @Nullable String value) {
      if (key != null && value != null) {
        tags.put(key, value);
      }
      return this;
    }

    /** {@return the session} */
    public BedrockSession build() {
      return new BedrockSession(this);
    }
  }
}
