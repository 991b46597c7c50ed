/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.ContentAttributes;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;

/**
 * Emits the event that carries the content of an inference beside its attributes: structured, or as
 * JSON text where the API of logs is too old to take structures. One that cannot be given a name
 * has it in an attribute.
 */
final class DetailsEvent {
  private static final boolean TAKES_NAMES = takes("setEventName", String.class);
  private static final boolean TAKES_STRUCTURES = takes("setAttribute", String.class, Value.class);

  private final Logger logger;

  DetailsEvent(Logger logger) {
    this.logger = logger;
  }

  void emit(MessageContent content, Attributes attributes, long epochNanos, Context context) {
    LogRecordBuilder event =
        logger
            .logRecordBuilder()
            .setSeverity(Severity.DEBUG)
            .setTimestamp(epochNanos, TimeUnit.NANOSECONDS)
            .setContext(context)
            .setAllAttributes(attributes);
    if (TAKES_NAMES) {
      event.setEventName(ContentAttributes.DETAILS_EVENT);
    } else {
      event.setAttribute(ContentAttributes.EVENT_NAME, ContentAttributes.DETAILS_EVENT);
    }
    if (TAKES_STRUCTURES) {
      ContentAttributes.asStructures(content)
          .forEach((name, value) -> event.setAttribute(name, Values.of(value)));
    } else {
      event.setAllAttributes(ContentAttributes.asText(content));
    }
    event.emit();
  }

  private static boolean takes(String method, Class<?>... parameters) {
    try {
      LogRecordBuilder.class.getMethod(method, parameters);
      return true;
    } catch (NoSuchMethodException older) {
      return false;
    }
  }
}
