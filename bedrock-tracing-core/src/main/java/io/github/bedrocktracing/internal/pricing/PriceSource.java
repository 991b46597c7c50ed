/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.pricing;

import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import io.github.bedrocktracing.internal.settings.Flags;
import io.github.bedrocktracing.internal.settings.SettingsInForce;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Gives the prices in force: those of the program, else those of the file that the flag names. */
public final class PriceSource {
  private final @Nullable PriceList given;
  private volatile @Nullable Entry last;

  /** Creates a source; null stands for no prices given. */
  public PriceSource(@Nullable PriceList given) {
    this.given = given;
  }

  /** Returns the prices for a call that is made now. A file is read once, whatever comes of it. */
  public PriceList current() {
    if (given != null) {
      return given;
    }
    String path = Flags.priceFile();
    if (path == null) {
      return PriceList.EMPTY;
    }
    Entry entry = last;
    if (entry == null || !entry.path.equals(path)) {
      entry = load(path);
    }
    return entry.prices;
  }

  /**
   * Returns in words how many models have a price, and who says so.
   *
   * @param configuration of whose prices
   */
  public String describe(Object configuration) {
    int models = current().size();
    if (given != null) {
      return models + " " + SettingsInForce.source(configuration, true, "bedrock.tracing.prices");
    }
    if (Flags.priceFile() == null) {
      return "none";
    }
    return models == 0
        ? "none by the file of bedrock.tracing.prices; the log tells if it cannot be used"
        : models + " by the file of bedrock.tracing.prices";
  }

  private synchronized Entry load(String path) {
    Entry entry = last;
    if (entry == null || !entry.path.equals(path)) {
      entry = new Entry(path, read(path));
      last = entry;
    }
    return entry;
  }

  private static PriceList read(String path) {
    try {
      return PriceFile.read(Path.of(path));
    } catch (IllegalArgumentException e) {
      Problems.report(Problem.PRICE_FILE, String.valueOf(e.getMessage()));
      return PriceList.EMPTY;
    }
  }

  private record Entry(String path, PriceList prices) {}
}
