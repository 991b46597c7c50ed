/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.wire;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.RetrievedDocument;
import io.github.bedrocktracing.internal.inference.message.BinaryContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what knowledge bases find: a content, where it comes from, and how well it fits. */
public final class RetrievedDocuments {
  private static final String CONTENT = "content";
  private static final String BYTES = "byteContent";

  /** By what a location names the document that lies there. */
  private static final List<String> ADDRESSES = List.of("uri", "url", "id");

  private RetrievedDocuments() {}

  /** Returns the documents of an array. */
  public static List<RetrievedDocument> of(JsonObject owner, String name, CaptureLimits limits) {
    List<RetrievedDocument> documents = new ArrayList<>();
    for (JsonObject result : owner.objects(name)) {
      documents.add(document(result, limits));
    }
    return documents;
  }

  /** Returns a document with its score. */
  public static RetrievedDocument document(JsonObject result, CaptureLimits limits) {
    JsonObject content = result.object(CONTENT);
    Map<String, Object> fields = new LinkedHashMap<>(content.without("text", BYTES));
    MessagePart media = media(content, limits);
    if (media != null) {
      fields.put("media", media);
    }
    fields.putAll(result.without(CONTENT, "documentId", "score"));
    String id = result.text("documentId");
    Number score = result.number("score");
    return new RetrievedDocument(
        id == null ? address(result.object("location")) : id,
        score == null ? null : (Double) score.doubleValue(),
        content.text("text"),
        fields);
  }

  /** Returns the media that the content of a document is; null when it is none. */
  public static @Nullable MessagePart media(JsonObject content, CaptureLimits limits) {
    Object bytes = content.element(BYTES);
    return bytes == null ? null : media(bytes, content.text("mimeType"), limits);
  }

  /** Returns documents as an answer cites them, as maps and lists. */
  static List<Object> references(JsonObject owner, String name, CaptureLimits limits) {
    List<Object> references = new ArrayList<>();
    for (RetrievedDocument document : of(owner, name, limits)) {
      Map<String, Object> reference = new LinkedHashMap<>();
      if (document.id() != null) {
        reference.put("id", document.id());
      }
      if (document.text() != null) {
        reference.put(CONTENT, document.text());
      }
      document.fields().forEach(reference::putIfAbsent);
      references.add(reference);
    }
    return references;
  }

  private static @Nullable String address(JsonObject location) {
    for (Object place : location.lazyWithout().values()) {
      JsonObject fields = JsonObject.of(place);
      for (String name : ADDRESSES) {
        String address = fields.text(name);
        if (address != null) {
          return address;
        }
      }
    }
    return null;
  }

  private static MessagePart media(Object bytes, @Nullable String mimeType, CaptureLimits limits) {
    String modality =
        mimeType != null && !mimeType.startsWith(Media.IMAGE) ? Media.DOCUMENT : Media.IMAGE;
    if (bytes instanceof byte[] decoded) {
      return new MessagePart.Blob(
          modality, mimeType, BinaryContent.of(decoded, limits.maxBinaryBytes()));
    }
    CharSequence text = bytes instanceof CharSequence encoded ? encoded : bytes.toString();
    return Media.encoded(modality, mimeType, text, limits);
  }
}
