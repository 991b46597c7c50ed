/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/**
 * Tells which words a property of the library takes that has another, as users write them. Boot's
 * own analyzer, which has no order and comes later, names the constants of the enum.
 */
@Order(0)
final class WrongValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
  private static final String PREFIX = "bedrock.tracing.";

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
    String name = cause.getName().toString();
    Class<?> type = cause.getTarget().getType().resolve(Object.class);
    ConfigurationProperty property = cause.getProperty();
    if (!name.startsWith(PREFIX) || !type.isEnum() || property == null) {
      return null;
    }
    return new FailureAnalysis(
        name + " has a value that it cannot have, '" + property.getValue() + "'" + place(property),
        "Write one of " + words(type) + ", or remove the property.",
        cause);
  }

  private static String place(ConfigurationProperty property) {
    return property.getOrigin() == null ? "." : ", in " + property.getOrigin() + ".";
  }

  private static String words(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.joining(", "));
  }
}
