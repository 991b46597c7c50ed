/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import org.jspecify.annotations.Nullable;

/** The file of prices that an application names cannot be used. */
final class UnusablePricesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String place;

  /**
   * Creates the exception.
   *
   * @param place what the property says
   * @param cause tells what is wrong with the file
   */
  UnusablePricesException(String place, Exception cause) {
    super("bedrock.tracing.prices: " + place + ": " + reason(place, cause), cause);
    this.place = place;
  }

  /** Returns what is wrong with the file, without its name. */
  String reason() {
    return reason(place, getCause());
  }

  private static String reason(String place, @Nullable Throwable cause) {
    String message = cause == null ? "" : String.valueOf(cause.getMessage());
    String named = "price file " + place.trim() + ": ";
    return message.startsWith(named) ? message.substring(named.length()) : message;
  }

  /** Returns what the property says. */
  String place() {
    return place;
  }
}
