/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import io.github.bedrocktracing.internal.pricing.PriceFile;
import io.github.bedrocktracing.internal.pricing.PriceList;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * What tokens cost, as the user says; the library has no prices of its own.
 *
 * <p>The file is one JSON object: model ids, and for each the prices in US dollars per million
 * tokens, as numbers or as strings. They are taken exactly as written, never through a {@code
 * double}. (The numbers here are made up.)
 *
 * <pre>{@code
 * {
 *   "example.large-v1:0":    {"input": 3, "output": "15.00", "cacheRead": 0.3, "cacheWrite": 3.75},
 *   "eu.example.large-v1:0": {"input": 3.3, "output": 16.5},
 *   "example.small":         {"input": 0.0375, "output": 0.15, "anyVersion": true}
 * }
 * }</pre>
 *
 * <p>A call is priced by the model id of its request; where that is a prompt router or a prompt, by
 * the model that the answer names. A call of an agent whose trace does not tell the id has the
 * price of the one entry that the answer's own name fits, without provider and version. Looked up
 * are, in this order:
 *
 * <ol>
 *   <li>the id or the ARN just as it was sent;
 *   <li>the id within an ARN of a foundation model or a system inference profile;
 *   <li>that id without a geographic prefix such as {@code eu.};
 *   <li>both without the version at the end ({@code -v1:0}), among entries with {@code anyVersion}.
 * </ol>
 *
 * <p>Provisioned, custom, imported and deployed models, application inference profiles and
 * marketplace endpoints are priced only if the table has their full ARN.
 *
 * <p>A cost is exact or absent: {@code (input − cacheRead − cacheWrite) × input + cacheRead ×
 * cacheRead + cacheWrite × cacheWrite + output × output}, each price divided by a million. If
 * tokens were counted for which the entry has no price, if the service did not count, or if a
 * stream did not come to its end, no cost is recorded. A model without a price is told once in the
 * log. Prices that depend on the service tier, the latency mode or the time a cache entry lives
 * cannot be told apart.
 */
public final class PriceTable {
  private final PriceList prices;

  private PriceTable(PriceList prices) {
    this.prices = prices;
  }

  /**
   * Reads a table from a file in UTF-8.
   *
   * @param file the file
   * @return the table
   * @throws IllegalArgumentException if the file cannot be read, is larger than 1 MiB, has more
   *     than 10,000 models or is not of the form above; the message names the file, the line, the
   *     column and what to mend
   */
  public static PriceTable read(Path file) {
    return new PriceTable(PriceFile.read(file));
  }

  /**
   * Reads a table from characters up to their end; the reader is left open.
   *
   * @param reader what gives the characters
   * @return the table
   * @throws IllegalArgumentException as {@link #read(Path)}
   * @throws UncheckedIOException if the reader throws
   */
  public static PriceTable read(Reader reader) {
    try {
      return new PriceTable(PriceFile.read(reader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PriceList prices() {
    return prices;
  }

  @Override
  public String toString() {
    return "PriceTable[models=" + prices.size() + "]";
  }
}
