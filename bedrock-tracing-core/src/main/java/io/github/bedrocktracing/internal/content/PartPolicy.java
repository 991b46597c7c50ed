/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.content;

import io.github.bedrocktracing.internal.inference.RetrievedDocument;
import io.github.bedrocktracing.internal.inference.message.BinaryContent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.message.ToolDefinition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Redacts and cuts the parts of one span's content, and counts what they take. */
final class PartPolicy {
  /** Deeper values are cut; models and programs nest a handful of levels. */
  private static final int MAX_DEPTH = 64;

  /** What a part or a field takes beside its text. */
  private static final int STRUCTURE_COST = 16;

  /** Longer than anything a redactor of patterns looks for, in characters. */
  private static final int REDACTION_MARGIN = 1024;

  /** The longest name, id or role, in characters. */
  private static final int MAX_LABEL_LENGTH = 256;

  private final Function<String, @Nullable String> redactor;
  private final boolean redacts;
  private final int maxValueLength;
  private int left;

  /**
   * Creates a policy for one span.
   *
   * @param redacts whether the redactor changes anything
   */
  PartPolicy(Function<String, @Nullable String> redactor, boolean redacts, ContentLimits limits) {
    this.redactor = redactor;
    this.redacts = redacts;
    this.maxValueLength = limits.maxValueLength();
    this.left = limits.maxTotalLength();
  }

  /** Returns whether nothing more fits. */
  boolean isExhausted() {
    return left <= 0;
  }

  /** Returns the parts that may be recorded. */
  List<MessagePart> all(List<MessagePart> given) {
    AllowedList<MessagePart> parts = AllowedList.of(given);
    while (parts.hasNext()) {
      if (isExhausted()) {
        int dropped = given.size() - parts.size();
        parts.cut(new MessagePart.Generic("truncated", Map.of("dropped_parts", dropped)));
      } else {
        left -= STRUCTURE_COST;
        parts.decide(part(parts.next()));
      }
    }
    return parts.toList();
  }

  /** Returns a message as it may be recorded. */
  ChatMessage message(ChatMessage message) {
    left -= STRUCTURE_COST;
    String reason = labelOrNull(message.finishReason());
    String role = label(message.role());
    List<MessagePart> parts = all(message.parts());
    boolean unchanged =
        same(reason, message.finishReason())
            && same(role, message.role())
            && same(parts, message.parts());
    return unchanged ? message : new ChatMessage(role, parts, reason);
  }

  /** Returns the definitions of tools that may be recorded. */
  List<ToolDefinition> tools(List<ToolDefinition> given) {
    return AllowedList.of(given, tool -> isExhausted() ? null : tool(tool));
  }

  private ToolDefinition tool(ToolDefinition tool) {
    left -= STRUCTURE_COST;
    String description = tool.description();
    return new ToolDefinition(
        label(tool.type()),
        label(tool.name()),
        description == null ? null : text(description),
        value(tool.parameters(), 0));
  }

  /** Returns the documents that were found as they may be recorded. */
  List<RetrievedDocument> documents(List<RetrievedDocument> given) {
    return AllowedList.of(given, document -> isExhausted() ? null : document(document));
  }

  private RetrievedDocument document(RetrievedDocument document) {
    left -= STRUCTURE_COST;
    String text = document.text();
    return new RetrievedDocument(
        labelOrNull(document.id()),
        document.score(),
        text == null ? null : text(text),
        fields(document.fields(), 0));
  }

  /** Returns a text as it may be recorded; null when it may not. */
  @Nullable String text(String content) {
    return text(content, maxValueLength);
  }

  /** Returns a name, an id or a role as it may be recorded; empty when it may not. */
  String label(String label) {
    String allowed = text(label, Math.min(maxValueLength, MAX_LABEL_LENGTH));
    return allowed == null ? "" : allowed;
  }

  private @Nullable String labelOrNull(@Nullable String label) {
    return label == null ? null : label(label);
  }

  /** Callers and models make up formats as well, and with them media types. */
  private @Nullable String mediaType(@Nullable String text) {
    return OddTexts.mediaType(labelOrNull(OddTexts.mediaType(text)));
  }

  private @Nullable String text(String content, int maxLength) {
    int allowed = Math.max(0, Math.min(maxLength, left));
    // A redactor sees no more than can be recorded, and what it sees at the end may be the cut half
    // of what it looks for, so that this much is not recorded. The same holds for a text that was
    // cut while it came in.
    boolean halved = OddTexts.isCut(content);
    String whole =
        halved
            ? content.substring(0, content.length() - MessageAssembler.CUT_MARK.length())
            : content;
    if (whole.length() - REDACTION_MARGIN > allowed) {
      halved = true;
      whole = whole.substring(0, allowed + REDACTION_MARGIN);
    }
    String redacted = redactor.apply(whole);
    if (redacted == null) {
      return null;
    }
    int margin = halved && redacts ? REDACTION_MARGIN : 0;
    int end = Math.max(0, Math.min(redacted.length() - margin, allowed));
    left -= end;
    if (!halved && end == redacted.length()) {
      return redacted;
    }
    if (end > 0 && Character.isHighSurrogate(redacted.charAt(end - 1))) {
      end--;
    }
    return redacted.substring(0, end) + MessageAssembler.CUT_MARK;
  }

  /** Returns a JSON value as it may be recorded. */
  @Nullable Object json(@Nullable Object value) {
    return value(value, 0);
  }

  private @Nullable MessagePart part(MessagePart part) {
    if (part instanceof MessagePart.Textual textual) {
      return textual(textual);
    }
    if (part instanceof MessagePart.ToolCall call) {
      return new MessagePart.ToolCall(
          labelOrNull(call.id()),
          labelOrNull(call.name()),
          value(OddTexts.unescaped(call.arguments()), 0));
    }
    if (part instanceof MessagePart.ToolCallResponse response) {
      return new MessagePart.ToolCallResponse(
          labelOrNull(response.id()), value(response.response(), 0));
    }
    if (part instanceof MessagePart.ServerToolCall call) {
      return new MessagePart.ServerToolCall(
          labelOrNull(call.id()), labelOrNull(call.name()), fields(call.call(), 0));
    }
    if (part instanceof MessagePart.ServerToolCallResponse response) {
      return new MessagePart.ServerToolCallResponse(
          labelOrNull(response.id()), fields(response.response(), 0));
    }
    if (part instanceof MessagePart.Blob blob) {
      return new MessagePart.Blob(
          blob.modality(), mediaType(blob.mimeType()), binary(blob.mimeType(), blob.content()));
    }
    if (part instanceof MessagePart.Uri uri) {
      String address = text(uri.uri());
      return address == null
          ? null
          : new MessagePart.Uri(uri.modality(), mediaType(uri.mimeType()), address);
    }
    if (part instanceof MessagePart.Generic generic) {
      return new MessagePart.Generic(label(generic.type()), fields(generic.fields(), 0));
    }
    throw new IllegalArgumentException("a kind of part without a policy: " + part.getClass());
  }

  private @Nullable MessagePart textual(MessagePart.Textual part) {
    CharSequence content = part.content();
    int length = content.length();
    if (!redacts && length <= Math.min(maxValueLength, left) && !OddTexts.isCut(content)) {
      // Nobody has to see the text, which is not decoded for it.
      left -= length;
      return part;
    }
    String given = part.text();
    String allowed = text(given);
    return allowed == null ? null : same(allowed, given) ? part : part.with(allowed);
  }

  /** Keeps bytes only where all of them fit; a part of an image is of no use. */
  private BinaryContent binary(@Nullable String mimeType, BinaryContent content) {
    String base64 = content.base64();
    // A redactor cannot look into base64, so that text behind it is kept out.
    if (base64 == null || base64.length() > left || (redacts && !OddTexts.isNoText(mimeType))) {
      return new BinaryContent(content.size(), content.sha256(), null);
    }
    left -= base64.length();
    return content;
  }

  private @Nullable Object value(@Nullable Object value, int depth) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value == null || value instanceof Boolean) {
      return value;
    }
    if (value instanceof MessagePart part) {
      return part(part);
    }
    if (depth >= MAX_DEPTH || isExhausted()) {
      return MessageAssembler.CUT_MARK;
    }
    if (value instanceof Map<?, ?> map) {
      return fields(map, depth);
    }
    if (value instanceof List<?> list) {
      return elements(list, depth);
    }
    return text(value.toString());
  }

  /** Numbers are content too: a card number may be one. */
  private @Nullable Object number(Number number) {
    String digits = number.toString();
    String redacted = text(digits);
    return digits.equals(redacted) ? number : redacted;
  }

  private Map<String, @Nullable Object> fields(Map<?, ?> fields, int depth) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      if (isExhausted()) {
        kept.put(MessageAssembler.CUT_MARK, fields.size() - kept.size());
        break;
      }
      left -= STRUCTURE_COST;
      String name = labelOrNull(String.valueOf(field.getKey()));
      Object original = field.getValue();
      Object allowed = value(original, depth + 1);
      if (name != null && (allowed != null || original == null)) {
        kept.put(kept.containsKey(name) ? name + kept.size() : name, allowed);
      }
    }
    return kept;
  }

  private List<?> elements(List<?> given, int depth) {
    AllowedList<@Nullable Object> elements = AllowedList.of(Collections.unmodifiableList(given));
    while (elements.hasNext()) {
      if (isExhausted()) {
        elements.cut(MessageAssembler.CUT_MARK);
      } else {
        left -= STRUCTURE_COST;
        elements.decide(value(elements.next(), depth + 1));
      }
    }
    return elements.toList();
  }

  /** Returns whether nothing was changed, which is told without comparing texts. */
  private static boolean same(@Nullable Object one, @Nullable Object other) {
    return one == other;
  }
}
