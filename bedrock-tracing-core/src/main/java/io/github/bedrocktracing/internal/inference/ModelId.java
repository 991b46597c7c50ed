/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the string passed as a model id tells about the model: its provider and its name, where the
 * string holds them.
 *
 * <p>The forms are those of the service's {@code InvokeModelIdentifier}: a base model id, an
 * inference profile id with a geographic prefix, and ARNs of models, profiles, deployments,
 * prompts, routers and marketplace endpoints. Ids of application profiles, provisioned throughput,
 * deployments, imported models and endpoints are opaque.
 *
 * @param raw the string as passed
 * @param modelProvider the company in front of the first dot, such as {@code anthropic}, in lower
 *     case; empty when the string does not tell
 * @param model the name behind it, such as {@code claude-3-haiku-20240307-v1:0}; empty when the
 *     string does not tell
 * @param promptName the id of a managed prompt, when the string is the ARN of one
 * @param promptVersion the version of that prompt, when the ARN names one
 */
public record ModelId(
    String raw,
    String modelProvider,
    String model,
    @Nullable String promptName,
    @Nullable String promptVersion) {

  /** Providers that serve models on Bedrock; only needed to tell a provider from a geo prefix. */
  private static final Set<String> PROVIDERS =
      Set.of(
          "ai21",
          "amazon",
          "anthropic",
          "cohere",
          "deepseek",
          "google",
          "luma",
          "meta",
          "minimax",
          "mistral",
          "moonshot",
          "moonshotai",
          "nvidia",
          "openai",
          "qwen",
          "stability",
          "twelvelabs",
          "writer",
          "xai",
          "zai");

  /**
   * The longest geographic prefix that is believed when the provider behind it is not known; what
   * stands behind it must look like a provider then, not like a part of a version.
   */
  private static final int MAX_GEO_PREFIX_LENGTH = 6;

  private static final ModelId NONE = opaque("");

  /** A program uses a handful of ids, each at every call. */
  private static final Map<String, ModelId> KNOWN = new ConcurrentHashMap<>();

  private static final int MAX_KNOWN = 128;
  private static final int MAX_KNOWN_LENGTH = 256;

  /** Reads a model id; null and strings of no known form give an id that tells nothing. */
  public static ModelId parse(@Nullable String modelId) {
    if (modelId == null) {
      return NONE;
    }
    ModelId known = KNOWN.get(modelId);
    if (known == null) {
      known = modelId.startsWith("arn:") ? parseArn(modelId) : parseId(modelId, modelId);
      if (KNOWN.size() < MAX_KNOWN && modelId.length() <= MAX_KNOWN_LENGTH) {
        KNOWN.put(modelId, known);
      }
    }
    return known;
  }

  /** Returns whether the provider has this name. */
  public boolean isFrom(String provider) {
    return modelProvider.equals(provider);
  }

  /** Returns whether the model's name starts with a prefix. */
  public boolean isNamed(String prefix) {
    return model.startsWith(prefix);
  }

  private static ModelId parseArn(String arn) {
    // arn:partition:service:region:account:type/id...
    String[] parts = arn.split(":", 6);
    if (parts.length < 6) {
      return opaque(arn);
    }
    String resource = parts[5];
    int slash = resource.indexOf('/');
    if (slash < 0) {
      return opaque(arn);
    }
    String id = resource.substring(slash + 1);
    return switch (resource.substring(0, slash)) {
      case "foundation-model", "inference-profile", "default-prompt-router", "prompt-router" ->
          parseId(arn, id);
      // The base model stands in front of the custom model's own id.
      case "custom-model" -> parseId(arn, before(id, '/'));
      case "prompt" -> new ModelId(arn, "", "", before(id, ':'), after(id, ':'));
      default -> opaque(arn);
    };
  }

  private static String before(String text, char separator) {
    int end = text.indexOf(separator);
    return end < 0 ? text : text.substring(0, end);
  }

  private static @Nullable String after(String text, char separator) {
    int end = text.indexOf(separator);
    return end < 0 ? null : text.substring(end + 1);
  }

  private static ModelId parseId(String raw, String id) {
    int dot = id.indexOf('.');
    if (dot <= 0) {
      return opaque(raw);
    }
    String first = id.substring(0, dot).toLowerCase(Locale.ROOT);
    String rest = id.substring(dot + 1);
    int secondDot = rest.indexOf('.');
    if (!PROVIDERS.contains(first) && secondDot > 0) {
      String second = rest.substring(0, secondDot).toLowerCase(Locale.ROOT);
      if (PROVIDERS.contains(second)
          || (first.length() <= MAX_GEO_PREFIX_LENGTH
              && second.chars().allMatch(ModelId::isLetter))) {
        return named(raw, second, rest.substring(secondDot + 1));
      }
    }
    return named(raw, first, rest);
  }

  private static boolean isLetter(int character) {
    return character >= 'a' && character <= 'z';
  }

  private static ModelId named(String raw, String provider, String model) {
    return new ModelId(raw, provider, model.toLowerCase(Locale.ROOT), null, null);
  }

  private static ModelId opaque(String raw) {
    return new ModelId(raw, "", "", null, null);
  }
}
