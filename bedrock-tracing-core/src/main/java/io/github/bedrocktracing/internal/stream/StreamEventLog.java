/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.inference.StreamedEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events of one streamed answer, few enough for a span to hold them all.
 *
 * <p>Fragments of the same block are joined. Of a stream that has too many events all the same, the
 * first and the last are kept, the closing ones among them, and one event in between tells how many
 * are missing. Not safe for use by several threads at once.
 */
final class StreamEventLog {
  /** The SDK keeps 128 events of a span; an exception's event needs room beside these. */
  static final int MAX_EVENTS = 120;

  private static final int LAST_EVENTS = 24;
  private static final String TRUNCATED = "truncated";

  private final List<StreamedEvent> first = new ArrayList<>();
  private final Deque<StreamedEvent> last = new ArrayDeque<>();
  private int dropped;
  private long charactersLeft;
  private @Nullable StreamedEvent latest;

  /** Creates a log that keeps about so many characters. */
  StreamEventLog(int maxCharacters) {
    this.charactersLeft = maxCharacters;
  }

  /**
   * Takes the next event.
   *
   * @param json a tree that nobody else changes
   * @param length about its number of characters
   */
  void add(String name, @Nullable Object json, int length, long nanoTime) {
    charactersLeft -= length;
    if (charactersLeft < 0) {
      append(new StreamedEvent(name, Map.of(TRUNCATED, true), nanoTime));
      return;
    }
    StreamedEvent before = latest;
    if (before == null
        || !before.name().equals(name)
        || !StreamFragments.join(before.json(), json)) {
      append(new StreamedEvent(name, StreamFragments.growing(json), nanoTime));
    }
  }

  /** Returns the events kept, in order. */
  List<StreamedEvent> events() {
    List<StreamedEvent> events = new ArrayList<>(first);
    if (dropped > 0) {
      long when = last.getFirst().nanoTime();
      events.add(new StreamedEvent(TRUNCATED, Map.of("dropped_events", dropped), when));
    }
    events.addAll(last);
    return events;
  }

  private void append(StreamedEvent event) {
    latest = event;
    if (first.size() < MAX_EVENTS - LAST_EVENTS - 1) {
      first.add(event);
      return;
    }
    last.addLast(event);
    if (last.size() > LAST_EVENTS) {
      last.removeFirst();
      dropped++;
    }
  }
}
