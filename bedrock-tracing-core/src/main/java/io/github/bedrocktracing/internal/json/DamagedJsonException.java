/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.io.IOException;

/** The bytes are no JSON, or end too early; thrown once for each such value, so without a trace. */
final class DamagedJsonException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedJsonException() {
    super("damaged JSON");
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
