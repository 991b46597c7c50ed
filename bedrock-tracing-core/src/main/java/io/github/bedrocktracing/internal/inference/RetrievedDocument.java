/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a document that was looked up or put in order.
 *
 * @param id the document's id, or where it lies; null when nothing tells
 * @param score how well it fits; null when nothing tells
 * @param text its text; null when it is none
 * @param fields what else is told, such as its location and metadata, as the wire names it
 */
public record RetrievedDocument(
    @Nullable String id, @Nullable Double score, @Nullable String text, Map<String, ?> fields) {}
