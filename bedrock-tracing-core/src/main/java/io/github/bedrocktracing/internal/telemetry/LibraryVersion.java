/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this library, as the build wrote it. */
public final class LibraryVersion {
  private static final String RESOURCE = "/io/github/bedrocktracing/version.properties";

  private LibraryVersion() {}

  /** Returns the version; empty when the build's file is missing. */
  public static String get() {
    try (InputStream file = LibraryVersion.class.getResourceAsStream(RESOURCE)) {
      Properties properties = new Properties();
      if (file != null) {
        properties.load(file);
      }
      return properties.getProperty("version", "");
    } catch (IOException unreadable) {
      return "";
    }
  }
}
