/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import io.github.bedrocktracing.BedrockTracing;
import java.util.Collection;
import java.util.TreeSet;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;

/** An application has several beans of a type of which the library needs one. */
final class AmbiguousBeansException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String description;
  private final String action;

  AmbiguousBeansException(Class<?> type, NoUniqueBeanDefinitionException cause) {
    this(description(type, cause), action(type), cause);
  }

  private AmbiguousBeansException(String description, String action, Throwable cause) {
    super(description + " " + action, cause);
    this.description = description;
    this.action = action;
  }

  /** Returns what is wrong. */
  String description() {
    return description;
  }

  /** Returns what the application can do about it. */
  String action() {
    return action;
  }

  private static String description(Class<?> type, NoUniqueBeanDefinitionException cause) {
    Collection<String> names = cause.getBeanNamesFound();
    return "bedrock-tracing needs one bean of type "
        + type.getName()
        + ", but the context has "
        + cause.getNumberOfBeansFound()
        + (names == null ? "." : ": " + String.join(", ", new TreeSet<>(names)) + ".");
  }

  private static String action(Class<?> type) {
    return "Mark one of the "
        + type.getSimpleName()
        + " beans @Primary; or "
        + (type == BedrockTracing.class
            ? "set bedrock.tracing.autolog=false if their interceptors are put on clients by hand."
            : "define a bean of type BedrockTracing, which is then used as it is;"
                + " or set bedrock.tracing.enabled=false.");
  }
}
