/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.runtime;

import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import org.jspecify.annotations.Nullable;

/** The operations of {@code bedrockruntime} that are traced. */
public final class RuntimeOperations {
  private RuntimeOperations() {}

  public static @Nullable OperationCapture capture(String operation) {
    return switch (operation) {
      case "Converse" -> ConverseCapture.WHOLE;
      case "ConverseStream" -> ConverseCapture.STREAM;
      case "InvokeModel" -> new InvokeModelCapture(false);
      case "InvokeModelWithResponseStream" -> new InvokeModelCapture(true);
      case "StartAsyncInvoke" -> new StartAsyncInvokeCapture();
      case "CountTokens" -> new CountTokensCapture();
      case "ApplyGuardrail" -> new ApplyGuardrailCapture();
      case "InvokeGuardrailChecks" -> new GuardrailChecksCapture();
      default -> null;
    };
  }
}
