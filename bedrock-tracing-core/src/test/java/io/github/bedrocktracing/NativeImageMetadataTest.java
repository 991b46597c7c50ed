/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The metadata for native images names what the code and the SDK reach by name, and that exists.
 */
class NativeImageMetadataTest {
  private static final Path RESOURCES = Path.of("src", "main", "resources");
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final String METADATA =
      "META-INF/native-image/io.github.bedrocktracing/bedrock-tracing-core/"
          + "reachability-metadata.json";
  private static final Pattern BY_NAME =
      Pattern.compile(
          "Class\\.forName|\\.getDeclared|\\.getMethods?\\(|\\.getConstructor|\\.newInstance\\("
              + "|ServiceLoader|Proxy\\.|\\.find(Virtual|Static|Constructor)\\(|getResource");

  private final JsonNode metadata;

  NativeImageMetadataTest() throws IOException {
    metadata = new ObjectMapper().readTree(RESOURCES.resolve(METADATA).toFile());
  }

  @Test
  void whatIsNamedExists() throws Exception {
    for (JsonNode type : metadata.path("reflection")) {
      if (type.has("condition")) {
        continue;
      }
      Class<?> known =
          Class.forName(type.path("type").asText(), false, getClass().getClassLoader());
      for (JsonNode method : type.path("methods")) {
        String name = method.path("name").asText();
        List<Class<?>> parameters = new ArrayList<>();
        for (JsonNode parameter : method.path("parameterTypes")) {
          parameters.add(Class.forName(parameter.asText()));
        }
        Class<?>[] types = parameters.toArray(Class<?>[]::new);
        assertThat(
                name.equals("<init>") ? known.getConstructor(types) : known.getMethod(name, types))
            .isNotNull();
      }
      for (JsonNode field : type.path("fields")) {
        assertThat(known.getField(field.path("name").asText())).isNotNull();
      }
    }
  }

  @Test
  void everyInterceptorOfAServiceFileCanBeMade() throws IOException {
    Set<String> named = new TreeSet<>();
    for (JsonNode type : metadata.path("reflection")) {
      if (!type.path("methods").isEmpty()) {
        named.add(type.path("type").asText());
      }
    }

    for (Path file : resources("execution.interceptors")) {
      assertThat(named).containsAll(Files.readAllLines(file));
    }
  }

  @Test
  void everyResourceIsNamed_andNoOther() throws IOException {
    Set<String> named =
        StreamSupport.stream(metadata.path("resources").spliterator(), false)
            .map(resource -> resource.path("glob").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> present =
        Stream.of("execution.interceptors", "version.properties")
            .flatMap(name -> resources(name).stream())
            .map(file -> RESOURCES.relativize(file).toString().replace('\\', '/'))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).isEqualTo(present).hasSize(4);
  }

  /** Whatever else came to be reached by name would have to be added to the metadata. */
  @Test
  void nothingElseIsReachedByName() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      assertThat(
              files
                  .filter(file -> file.toString().endsWith(".java"))
                  .filter(file -> BY_NAME.matcher(text(file)).find())
                  .map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "NeighbourSpan.java",
              "LibraryVersion.java",
              "DetailsEvent.java",
              "MetricReaders.java",
              "GlobalInstance.java",
              "Classpath.java",
              // Resources that an application names, read as Spring's own are.
              "PropertyMapping.java");
    }
  }

  @Test
  void itHasTheFormOfReachabilityMetadata() {
    assertThat(metadata.fieldNames()).toIterable().containsExactly("reflection", "resources");
    for (JsonNode type : metadata.path("reflection")) {
      assertThat(List.of("condition", "type", "methods", "fields"))
          .containsAll(() -> type.fieldNames());
      assertThat(type.path("type").isTextual()).isTrue();
    }
    for (JsonNode resource : metadata.path("resources")) {
      assertThat(resource.fieldNames()).toIterable().containsExactly("glob");
    }
  }

  private static List<Path> resources(String name) {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      return files.filter(file -> file.endsWith(name)).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
