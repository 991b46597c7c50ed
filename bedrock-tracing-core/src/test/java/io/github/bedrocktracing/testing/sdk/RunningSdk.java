/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.sdk;

import software.amazon.awssdk.core.util.VersionInfo;

/** The AWS SDK on the class path. */
final class RunningSdk {
  /** Asked for by name: the compiler writes a constant that it sees into the code. */
  static final String VERSION = read("SDK_VERSION");

  private RunningSdk() {}

  private static String read(String constant) {
    try {
      return (String) VersionInfo.class.getField(constant).get(null);
    } catch (ReflectiveOperationException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
