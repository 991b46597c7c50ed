/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells in place of a stack trace what to do about several beans. */
final class AmbiguousBeansFailureAnalyzer extends AbstractFailureAnalyzer<AmbiguousBeansException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, AmbiguousBeansException cause) {
    return new FailureAnalysis(cause.description(), cause.action(), cause);
  }
}
