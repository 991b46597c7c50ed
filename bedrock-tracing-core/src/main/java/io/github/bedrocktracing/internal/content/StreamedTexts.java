/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.content;

import io.github.bedrocktracing.internal.inference.StreamedEvent;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Readies the texts of a stream's events for a redactor, which sees one text at a time: what it
 * would find only in several of them together is put into the first.
 */
final class StreamedTexts {
  /** Fields with fragments of JSON, behind whose escapes a redactor could not look. */
  private static final Set<String> ARGUMENTS = Set.of("input", "partial_json", "arguments");

  /** Fields that stand around texts of any kind. */
  private static final Set<String> WRAPPERS =
      Set.of("delta", "start", "content_block", "message", "choices");

  private final Function<String, @Nullable String> redactor;
  private final Map<String, List<Piece>> pieces = new LinkedHashMap<>();

  private StreamedTexts(Function<String, @Nullable String> redactor) {
    this.redactor = redactor;
  }

  /** Moves texts within events, whose trees nobody else may be using. */
  static void ready(List<StreamedEvent> events, Function<String, @Nullable String> redactor) {
    StreamedTexts texts = new StreamedTexts(redactor);
    boolean cut = false;
    for (StreamedEvent event : events) {
      texts.collect("", "", event.json(), block(event.json()));
      cut |= event.json() instanceof Map<?, ?> map && map.containsKey("truncated");
    }
    for (List<Piece> kind : texts.pieces.values()) {
      texts.ready(kind, cut);
    }
  }

  private static int block(@Nullable Object json) {
    if (json instanceof Map<?, ?> map) {
      Object index =
          map.containsKey("contentBlockIndex") ? map.get("contentBlockIndex") : map.get("index");
      return index instanceof Number number ? number.intValue() : 0;
    }
    return 0;
  }

  /** The log of events keeps what comes in fragments in builders. */
  private void collect(String kind, String name, @Nullable Object json, int block) {
    if (json instanceof StringBuilder text) {
      if (ARGUMENTS.contains(name)) {
        Object unescaped = OddTexts.unescaped(text.toString());
        text.setLength(0);
        text.append(unescaped);
      }
      pieces.computeIfAbsent(kind, any -> new ArrayList<>()).add(new Piece(block, text));
    } else if (json instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            String field = String.valueOf(key);
            collect(WRAPPERS.contains(field) ? kind : kind + '/' + field, field, value, block);
          });
    } else if (json instanceof List<?> list) {
      list.forEach(element -> collect(kind, name, element, block));
    }
  }

  private void ready(List<Piece> kind, boolean cut) {
    StringBuilder last = kind.get(kind.size() - 1).text();
    kind.sort(Comparator.comparingInt(Piece::block));
    StringBuilder whole = new StringBuilder();
    StringBuilder apart = new StringBuilder();
    for (Piece piece : kind) {
      whole.append(piece.text());
      apart.append(redacted(piece.text()));
    }
    if (kind.size() > 1 && !redacted(whole).contentEquals(apart)) {
      kind.forEach(piece -> piece.text().setLength(0));
      kind.get(0).text().append(whole);
    }
    if (cut) {
      // By this mark it is known that the limit may have halved what the text ends with.
      (last.isEmpty() ? kind.get(0).text() : last).append(MessageAssembler.CUT_MARK);
    }
  }

  private String redacted(StringBuilder text) {
    String redacted = text.isEmpty() ? "" : redactor.apply(text.toString());
    return redacted == null ? "" : redacted;
  }

  /** A text that came in fragments, and the block that it belongs to. */
  private record Piece(int block, StringBuilder text) {}
}
