/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.GenAiAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The spans of frameworks that do not tell what they are of until they end. */
public final class FrameworkSpans {
  private static final ContextKey<Told> TOLD =
      ContextKey.named("io.github.bedrocktracing.framework");

  private static final List<FrameworkSpanSource> SOURCES = new CopyOnWriteArrayList<>();

  private FrameworkSpans() {}

  /**
   * What is known of a span.
   *
   * @param of which span
   * @param operation the operation that it is of
   */
  private record Told(SpanContext of, String operation) {
    /** A span of the program's own may be the current one within that of the framework. */
    boolean isOf(SpanContext other) {
      return of.isValid()
          && of.getSpanId().equals(other.getSpanId())
          && of.getTraceId().equals(other.getTraceId());
    }
  }

  /** Has a source asked at each call. */
  public static void add(FrameworkSpanSource source) {
    SOURCES.add(source);
  }

  /** Has a source no longer asked. */
  public static void remove(FrameworkSpanSource source) {
    SOURCES.remove(source);
  }

  /** Returns whether there is anybody who may know of such spans. */
  public static boolean areTold() {
    return !SOURCES.isEmpty();
  }

  /**
   * Returns the context of a call: within the span that a framework has begun for it, current or
   * not.
   *
   * @param current the context in which the call is made
   * @param call stands for the call
   * @param model the model that is called; null where there is none
   */
  public static Context around(Context current, Object call, @Nullable String model) {
    for (FrameworkSpanSource source : SOURCES) {
      FrameworkSpan begun = source.begun();
      if (begun != null && isOfBedrock(begun, model) && begun.takeFor(call)) {
        return told(current.with(begun.span()), begun);
      }
      FrameworkSpan present = source.current();
      if (present != null) {
        return told(current, present);
      }
    }
    return current;
  }

  /** Returns the operation of the current span of a context; null where nobody has told. */
  static @Nullable String operation(Context context) {
    Told told = context.get(TOLD);
    return told != null && told.isOf(Span.fromContext(context).getSpanContext())
        ? told.operation()
        : null;
  }

  private static Context told(Context context, FrameworkSpan span) {
    String operation = span.attribute(GenAiAttributes.OPERATION_NAME.getKey());
    return operation == null
        ? context
        : context.with(TOLD, new Told(span.span().getSpanContext(), operation));
  }

  /** Returns whether a span is of a call of Bedrock, and of the same model. */
  private static boolean isOfBedrock(FrameworkSpan span, @Nullable String model) {
    return model != null
        && model.equals(span.attribute(GenAiAttributes.REQUEST_MODEL.getKey()))
        && Stream.of(GenAiAttributes.PROVIDER_NAME, GenAiAttributes.SYSTEM)
            .map(key -> span.attribute(key.getKey()))
            .anyMatch(name -> name != null && name.toLowerCase(Locale.ROOT).contains("bedrock"));
  }
}
