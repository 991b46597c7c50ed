/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An MLflow tracking server and the experiment in it that traces go to. Immutable; each method
 * returns a changed copy.
 *
 * <p>Without an experiment, traces go to the one named Default, which every server has.
 */
public final class MlflowDestination {
  private static final int MAX_PORT = 65535;

  private final URI trackingUri;
  private final @Nullable String experimentId;
  private final @Nullable String experimentName;
  private final @Nullable String token;
  private final @Nullable String username;
  private final @Nullable String password;

  private MlflowDestination(
      URI trackingUri,
      @Nullable String experimentId,
      @Nullable String experimentName,
      @Nullable String token,
      @Nullable String username,
      @Nullable String password) {
    this.trackingUri = trackingUri;
    this.experimentId = experimentId;
    this.experimentName = experimentName;
    this.token = token;
    this.username = username;
    this.password = password;
  }

  /**
   * {@return a server that wants no credentials, or those that the address holds}
   *
   * @param trackingUri the address of the server, such as {@code http://localhost:5000} or {@code
   *     https://user:password@mlflow.example.org}
   * @throws IllegalArgumentException if the address is not one of HTTP or HTTPS, or if it is not
   *     plain where the user ends and the host begins
   */
  public static MlflowDestination of(String trackingUri) {
    String address = Objects.requireNonNull(trackingUri, "trackingUri").trim();
    while (address.endsWith("/")) {
      address = address.substring(0, address.length() - 1);
    }
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException wrong) {
      // Neither the cause nor the address is told: it may hold a password.
      throw new IllegalArgumentException("the tracking URI is not a URI");
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    if (!(http || "https".equalsIgnoreCase(uri.getScheme())) || uri.getHost() == null) {
      throw new IllegalArgumentException("the tracking URI must begin with http:// or https://");
    }
    String authority = uri.getRawAuthority();
    if (address.lastIndexOf('@') >= address.indexOf(authority) + authority.length()) {
      // What is read as the host and the port may be the beginning of a name and a password.
      throw new IllegalArgumentException(
          "the tracking URI has an @ behind its host: in a name or a password write / as %2F, ? as"
              + " %3F and # as %23, and elsewhere @ as %40");
    }
    if (uri.getPort() > MAX_PORT) {
      throw new IllegalArgumentException("the tracking URI has a port above " + MAX_PORT);
    }
    MlflowDestination server =
        new MlflowDestination(withoutUser(uri), null, null, null, null, null);
    String user = uri.getUserInfo();
    if (user == null) {
      return server;
    }
    int colon = user.indexOf(':');
    return colon < 0
        ? server.credentials(user, "")
        : server.credentials(user.substring(0, colon), user.substring(colon + 1));
  }

  /**
   * {@return the server with an experiment that exists}
   *
   * @param id the id of the experiment
   * @throws IllegalArgumentException if the id is blank
   */
  public MlflowDestination experimentId(String id) {
    requireText(id, "id of the experiment");
    return new MlflowDestination(trackingUri, id, null, token, username, password);
  }

  /**
   * {@return the server with the experiment of a name, which is made if it does not exist}
   *
   * @param name the name of the experiment
   * @throws IllegalArgumentException if the name is blank
   */
  public MlflowDestination experimentName(String name) {
    requireText(name, "name of the experiment");
    return new MlflowDestination(trackingUri, null, name, token, username, password);
  }

  /**
   * {@return the server with a token to show}
   *
   * @param secret the token
   * @throws IllegalArgumentException if the token is blank
   */
  public MlflowDestination token(String secret) {
    requireText(secret, "token");
    return new MlflowDestination(trackingUri, experimentId, experimentName, secret, null, null);
  }

  /**
   * {@return the server with a name and a password to show}
   *
   * @param user the name
   * @param secret the password
   */
  public MlflowDestination credentials(String user, String secret) {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(secret, "secret");
    return new MlflowDestination(trackingUri, experimentId, experimentName, null, user, secret);
  }

  /** {@return the address of the server, without a slash at its end} */
  public URI trackingUri() {
    return trackingUri;
  }

  /** {@return the id of the experiment; null when it is known by name or not given} */
  public @Nullable String experimentId() {
    return experimentId;
  }

  /** {@return the name of the experiment; null when it is known by id or not given} */
  public @Nullable String experimentName() {
    return experimentName;
  }

  /** {@return the token to show; null for none} */
  public @Nullable String token() {
    return token;
  }

  /** {@return the user name to show; null for none} */
  public @Nullable String username() {
    return username;
  }

  /** {@return the password to show; null for none} */
  public @Nullable String password() {
    return password;
  }

  /** Returns the address of the server, without anything secret. */
  @Override
  public String toString() {
    int port = trackingUri.getPort();
    return trackingUri.getScheme()
        + "://"
        + trackingUri.getHost()
        + (port < 0 ? "" : ":" + port)
        + Objects.toString(trackingUri.getPath(), "");
  }

  private static URI withoutUser(URI uri) {
    if (uri.getRawUserInfo() == null) {
      return uri;
    }
    String address = uri.toString();
    return URI.create(address.replaceFirst("//[^/]*@", "//"));
  }

  private static void requireText(String text, String name) {
    if (Objects.requireNonNull(text, name).isBlank()) {
      throw new IllegalArgumentException("the " + name + " is blank");
    }
  }
}
