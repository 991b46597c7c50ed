/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.sdk;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;
import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test that is about something that old SDKs do not have; it is skipped where the SDK that runs
 * is one of them.
 *
 * <p>JUnit reads the signatures of a class before it asks, those of lambdas too; so the calls of an
 * operation that may be absent stand in a class of their own.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsSdk.Condition.class)
public @interface NeedsSdk {
  /** What it is about. */
  LaterMembers value();

  /** Asks the SDK. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return findAnnotation(context.getElement(), NeedsSdk.class)
          .map(needs -> needs.value().isPresent() ? enabled("") : disabled(reason(needs)))
          .orElseGet(() -> enabled(""));
    }

    private static String reason(NeedsSdk needs) {
      return "AWS SDK " + RunningSdk.VERSION + " has no " + needs.value();
    }
  }
}
