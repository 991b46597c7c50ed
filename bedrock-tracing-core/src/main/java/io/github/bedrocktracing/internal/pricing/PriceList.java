/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.pricing;

import io.github.bedrocktracing.internal.inference.ModelId;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Prices by model id, and how the forms of a model id lead to one. */
public final class PriceList {
  /** No price at all. */
  public static final PriceList EMPTY = new PriceList(Map.of());

  /** The end of a base model id, such as {@code -v1:0}, {@code :0} or {@code -v1:0:200k}. */
  private static final Pattern VERSION =
      Pattern.compile("(?:-v[0-9]+)?(?::[0-9]+(?::[0-9a-z]+)?)?$");

  private final Map<String, Price> prices;

  /** Creates a list. */
  public PriceList(Map<String, Price> prices) {
    this.prices = Map.copyOf(prices);
  }

  /** Returns whether there is no price at all. */
  public boolean isEmpty() {
    return prices.isEmpty();
  }

  /** Returns the number of models. */
  public int size() {
    return prices.size();
  }

  /**
   * Returns the price of the model that served a call; null when there is none.
   *
   * @param requested the model id of the request
   * @param answered the model that the response names; counts only where the request names a router
   *     or a prompt and so leaves the choice to the service
   */
  @Nullable Price find(String requested, @Nullable String answered) {
    Price outright = prices.get(requested);
    if (outright != null) {
      return outright;
    }
    return switch (resourceType(requested)) {
      case "", "foundation-model", "inference-profile" -> findById(id(requested));
      case "prompt-router", "default-prompt-router", "prompt" ->
          answered == null || isRouter(answered) ? null : find(answered, null);
      // Billed by time or by agreement, or an alias of something unknown.
      default -> null;
    };
  }

  /**
   * Returns the price of a model that gives its own name, which is that of its id without the
   * provider in front and the version behind it; null when there is none.
   */
  @Nullable Price findNamed(String name) {
    Price price = find(name, null);
    if (price != null) {
      return price;
    }
    for (Map.Entry<String, Price> entry : prices.entrySet()) {
      String model = ModelId.parse(entry.getKey()).model();
      if (model.equals(name) || VERSION.matcher(model).replaceFirst("").equals(name)) {
        if (price != null && !price.isSameAs(entry.getValue())) {
          return null;
        }
        price = entry.getValue();
      }
    }
    return price;
  }

  private @Nullable Price findById(String id) {
    ModelId parsed = ModelId.parse(id);
    String withoutGeo =
        parsed.modelProvider().isEmpty() ? id : parsed.modelProvider() + '.' + parsed.model();
    Price price = prices.get(id);
    if (price == null) {
      price = prices.get(withoutGeo);
    }
    if (price == null) {
      price = ofAnyVersion(id);
    }
    return price == null ? ofAnyVersion(withoutGeo) : price;
  }

  private @Nullable Price ofAnyVersion(String id) {
    Price price = prices.get(VERSION.matcher(id).replaceFirst(""));
    return price != null && price.anyVersion() ? price : null;
  }

  private static boolean isRouter(String id) {
    return resourceType(id).endsWith("router");
  }

  /** Returns the word in front of the resource's id; empty for an id that is no ARN. */
  private static String resourceType(String id) {
    if (!id.startsWith("arn:")) {
      return "";
    }
    String resource = resource(id);
    int slash = resource.indexOf('/');
    return slash < 0 ? "unknown" : resource.substring(0, slash);
  }

  private static String id(String id) {
    return id.startsWith("arn:") ? resource(id).substring(resource(id).indexOf('/') + 1) : id;
  }

  private static String resource(String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length < 6 ? "" : parts[5];
  }
}
