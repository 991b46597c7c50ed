/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.ContentAttributes;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;

/** Emits the event that carries the content of an inference, structured, beside its attributes. */
final class DetailsEvent {
  private final Logger logger;

  DetailsEvent(Logger logger) {
    this.logger = logger;
  }

  void emit(MessageContent content, Attributes attributes, long epochNanos, Context context) {
    LogRecordBuilder event =
        logger
            .logRecordBuilder()
            .setEventName(ContentAttributes.DETAILS_EVENT)
            .setSeverity(Severity.DEBUG)
            .setTimestamp(epochNanos, TimeUnit.NANOSECONDS)
            .setContext(context)
            .setAllAttributes(attributes);
    ContentAttributes.asStructures(content)
        .forEach((name, value) -> event.setAttribute(name, Values.of(value)));
    event.emit();
  }
}
