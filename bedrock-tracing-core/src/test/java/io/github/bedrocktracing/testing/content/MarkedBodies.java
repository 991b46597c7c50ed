/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrocktracing.testing.FileContents;
import io.github.bedrocktracing.testing.server.EventStreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The bodies written for the tests of dialects, with a marker in place of every text. */
public final class MarkedBodies {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What says how a body is to be read; with a marker in its place nothing would be read. */
  private static final Set<String> STRUCTURE = Set.of("type", "role", "event_type", "taskType");

  /** What the bodies hold in place of media, in base64, also at the end of data URIs. */
  private static final List<String> MEDIA = List.of("aW1n", "cGRm", "YXVk", "dmlk", "iVBORw0KGgo=");

  private final Markers markers;

  /** Takes the markers to put in. */
  public MarkedBodies(Markers markers) {
    this.markers = markers;
  }

  /** Returns the folders of bodies, by names that can be part of a model id. */
  public static Map<String, Path> folders() {
    try (Stream<Path> paths =
        Files.walk(Path.of(MarkedBodies.class.getResource("/bodies").toURI()), 2)) {
      Map<String, Path> folders = new TreeMap<>();
      paths
          .filter(path -> Files.exists(path.resolve("request.json")))
          .forEach(
              path -> folders.put(path.getParent().getFileName() + "-" + path.getFileName(), path));
      return folders;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns a file of JSON with markers. */
  public String body(Path file, String name) {
    return marked(FileContents.text(file), name);
  }

  /** Returns the frames of a file of chunks with markers. */
  public byte[] stream(Path file, String name) {
    List<byte[]> frames =
        FileContents.text(file)
            .lines()
            .filter(line -> !line.contains("\"messageType\": \"exception\""))
            .map(line -> EventStreams.chunk(marked(line, name)))
            .toList();
    return EventStreams.concat(frames);
  }

  private String marked(String json, String name) {
    try {
      return JSON.writeValueAsString(marked(JSON.readTree(json), name, ""));
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private JsonNode marked(JsonNode node, String path, String field) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JSON.createObjectNode();
      object
          .properties()
          .forEach(
              entry ->
                  copy.set(
                      entry.getKey(),
                      marked(entry.getValue(), path + '/' + entry.getKey(), entry.getKey())));
      return copy.put(markers.text(path + " unknown key"), markers.text(path + " unknown field"));
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JSON.createArrayNode();
      array.forEach(element -> copy.add(marked(element, path, field)));
      return copy;
    }
    if (!node.isTextual() || STRUCTURE.contains(field) || RecordedByDesign.is(path)) {
      return node;
    }
    String text = node.textValue();
    for (String media : MEDIA) {
      if (text.endsWith(media)) {
        String marked = Base64.getEncoder().encodeToString(markers.bytes(path));
        return JSON.getNodeFactory().textNode(text.replace(media, marked));
      }
    }
    return JSON.getNodeFactory().textNode(markers.text(path));
  }
}
