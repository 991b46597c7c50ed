/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

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
    super("bedrock.tracing.prices: " + place + ": " + cause.getMessage(), cause);
    this.place = place;
  }

  /** Returns what the property says. */
  String place() {
    return place;
  }
}
