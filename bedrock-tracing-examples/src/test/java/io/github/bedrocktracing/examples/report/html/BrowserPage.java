/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A page in a {@link Browser}, with all that it asked for and complained of. */
final class BrowserPage {
  private static final long PATIENCE_SECONDS = 60;

  /** What has been drawn is drawn after two frames. */
  private static final String SETTLED =
      "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>"
          + " setTimeout(done, 0))))";

  private final Browser browser;
  private final String session;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> dialogs = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

  BrowserPage(Browser browser, String session) {
    this.browser = browser;
    this.session = session;
  }

  void listen() {
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      call(domain + ".enable", Map.of());
    }
    size(1480, 920);
  }

  /** Loads a file as a reader would who opens it from the disk. */
  void load(Path file) {
    loaded = new CompletableFuture<>();
    call("Page.navigate", Map.of("url", file.toUri().toString()));
    loaded.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    settle();
  }

  /** Returns the value of an expression; a promise is waited for. */
  JsonNode eval(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** Returns the value of an expression whose value is an array of texts. */
  List<String> texts(String expression) {
    List<String> texts = new ArrayList<>();
    eval(expression).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** Returns the texts of all elements that a selector finds, as they are read. */
  List<String> textsOf(String selector) {
    return texts("[...document.querySelectorAll('" + selector + "')].map(e => e.innerText)");
  }

  /** Returns how many elements a selector finds. */
  int count(String selector) {
    return eval("document.querySelectorAll('" + selector + "').length").asInt();
  }

  void click(String selector) {
    eval("document.querySelector('" + selector + "').click()");
    settle();
  }

  /** Clicks on the first element that a selector finds with this text in it. */
  void click(String selector, String text) {
    eval(
        "[...document.querySelectorAll('%s')].find(e => e.textContent.includes('%s')).click()"
            .formatted(selector, text));
    settle();
  }

  /** Presses keys, one after the other, on what has the focus. */
  void press(String... keys) {
    for (String key : keys) {
      String text = key.length() == 1 ? key : "";
      call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "text", text));
      call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    }
    settle();
  }

  void size(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Has the reader prefer a light or a dark scheme. */
  void prefer(String scheme) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    settle();
  }

  void settle() {
    eval(SETTLED);
  }

  void screenshot(Path file) throws IOException {
    String data = call("Page.captureScreenshot", Map.of("format", "png")).path("data").asText();
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(data));
  }

  /** Returns the page as it is printed. */
  byte[] pdf() {
    return Base64.getDecoder().decode(call("Page.printToPDF", Map.of()).path("data").asText());
  }

  /** Returns the addresses that were asked for. */
  List<String> requests() {
    return requests;
  }

  /** Returns uncaught errors, and what the browser refused. */
  List<String> complaints() {
    return complaints;
  }

  /**
   * Forgets what was asked for and refused, for a test that provokes it, but for the page itself.
   */
  void forget() {
    complaints.clear();
    requests.removeIf(url -> !url.startsWith("file:///"));
  }

  /** Returns the dialogs that scripts opened. */
  List<String> dialogs() {
    return dialogs;
  }

  void receive(JsonNode message) {
    if (!session.equals(message.path("sessionId").asText())) {
      return;
    }
    JsonNode about = message.path("params");
    switch (message.path("method").asText()) {
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Network.requestWillBeSent" -> requests.add(about.at("/request/url").asText());
      case "Runtime.exceptionThrown" -> complaints.add(about.path("exceptionDetails").toString());
      case "Log.entryAdded" -> complaints.add(about.path("entry").toString());
      case "Page.javascriptDialogOpening" -> {
        dialogs.add(about.path("message").asText());
        CompletableFuture<JsonNode> unused =
            browser.send(session, "Page.handleJavaScriptDialog", Map.of("accept", true));
      }
      default -> {
        // Nothing that a test asks about.
      }
    }
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    return browser.call(session, method, parameters);
  }
}
