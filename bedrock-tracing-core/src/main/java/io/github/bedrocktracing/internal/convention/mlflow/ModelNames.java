/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.ModelId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Model names as MLflow's price catalogue may know them. */
final class ModelNames {
  private ModelNames() {}

  /**
   * Returns the id of the model without the ARN around it, where the ARN holds one; else what the
   * caller passed.
   */
  static @Nullable String of(InferenceRequest request) {
    String passed = request.model();
    ModelId id = ModelId.parse(passed);
    if (passed == null || !passed.startsWith("arn:") || id.model().isEmpty()) {
      return passed;
    }
    String resource = passed.substring(passed.indexOf('/') + 1);
    int end = resource.toLowerCase(Locale.ROOT).indexOf(id.model());
    return resource.substring(0, end + id.model().length());
  }
}
