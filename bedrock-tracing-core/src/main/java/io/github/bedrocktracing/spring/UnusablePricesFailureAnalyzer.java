/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells in place of a stack trace what is wrong with the file of prices. */
final class UnusablePricesFailureAnalyzer extends AbstractFailureAnalyzer<UnusablePricesException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnusablePricesException cause) {
    return new FailureAnalysis(
        "bedrock-tracing cannot use the file of prices that bedrock.tracing.prices names, '"
            + cause.place()
            + "': "
            + cause.reason()
            + ".",
        "Put a file of prices there, or mend it; or let bedrock.tracing.prices name another, as a path"
            + " or a location such as classpath:prices.json; or remove the property, and no cost is"
            + " recorded.",
        cause);
  }
}
