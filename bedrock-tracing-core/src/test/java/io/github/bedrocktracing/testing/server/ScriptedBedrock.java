/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * A server that fails at a chosen byte: it answers each request by a script, over HTTP/1.1 and
 * HTTP/2 on the same port. Servers are cheap; all share two threads.
 */
// What becomes of a write to a client that has gone is of no interest.
@SuppressWarnings("FutureReturnValueIgnored")
public final class ScriptedBedrock implements BedrockServer {
  private static final EventLoopGroup LOOPS =
      new NioEventLoopGroup(2, new DefaultThreadFactory("scripted-bedrock", true));

  /** The time for what was sent to be read; a reset takes with it what was not. */
  private static final long BEFORE_END_MILLIS = 700;

  private static final long BETWEEN_LOOKS_MILLIS = 5;

  /**
   * Where servers of this process have been: the HTTP clients of tests keep what they know of an
   * address for as long as they live.
   */
  private static final Set<Integer> PORTS_TAKEN = ConcurrentHashMap.newKeySet();

  private static final int MAX_TRIES = 32;

  private final AtomicInteger requests = new AtomicInteger();
  private final CompletableFuture<Void> released = new CompletableFuture<>();
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final IntFunction<Reply> script;
  private final Channel listening;
  private volatile IntSupplier partsRead = () -> 0;

  private ScriptedBedrock(IntFunction<Reply> script) {
    this.script = script;
    Channel bound = bind();
    for (int tries = 0; !PORTS_TAKEN.add(port(bound)) && tries < MAX_TRIES; tries++) {
      Channel taken = bound;
      bound = bind();
      taken.close().syncUninterruptibly();
    }
    this.listening = bound;
  }

  private Channel bind() {
    return new ServerBootstrap()
        .group(LOOPS)
        .channel(NioServerSocketChannel.class)
        .childHandler(new Connection())
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .syncUninterruptibly()
        .channel();
  }

  private static int port(Channel listening) {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /**
   * Starts a server.
   *
   * @param script gives the reply to a request by its number, from 0
   */
  public static ScriptedBedrock start(IntFunction<Reply> script) {
    return new ScriptedBedrock(script);
  }

  /** Starts a server that gives one reply after the other, and the last one again and again. */
  public static ScriptedBedrock start(List<Reply> replies) {
    return start(number -> replies.get(Math.min(number, replies.size() - 1)));
  }

  @Override
  public URI endpoint() {
    return URI.create("http://localhost:" + port(listening));
  }

  @Override
  public int requests() {
    return requests.get();
  }

  /** Returns the number of connections that are open. */
  public int connections() {
    return channels.size();
  }

  /** Sets what knows how many parts of all replies the client has read so far. */
  public void partsRead(IntSupplier count) {
    partsRead = count;
  }

  /** Lets replies go on that are held. */
  public void release() {
    released.complete(null);
  }

  /** Refuses connections from now on, and cuts those that there are. */
  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    channels.close();
  }

  private final class Connection extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {
      channels.add(channel);
      channel.pipeline().addLast(new EitherHttp(Player::new));
    }
  }

  /** Takes requests, one after the other on each connection or stream. */
  private final class Player extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      new Play(context, script.apply(requests.getAndIncrement())).start();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  /** Plays the reply to one request. */
  private final class Play {
    private final ChannelHandlerContext context;
    private final Reply reply;
    private final int partsReadBefore = partsRead.getAsInt();

    Play(ChannelHandlerContext context, Reply reply) {
      this.context = context;
      this.reply = reply;
    }

    void start() {
      switch (reply.ending()) {
        case SILENT -> {}
        case RESET_FIRST -> reset();
        case HELD_FIRST -> released.thenRun(() -> context.executor().execute(this::begin));
        default -> begin();
      }
    }

    private void begin() {
      context.writeAndFlush(head());
      part(0);
    }

    private HttpResponse head() {
      HttpResponse head =
          new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
      reply.headers().forEach(head.headers()::set);
      if (reply.announced() >= 0) {
        head.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, reply.announced());
      } else {
        HttpUtil.setTransferEncodingChunked(head, true);
      }
      return head;
    }

    private void part(int index) {
      if (index == reply.parts().size()) {
        end();
        return;
      }
      boolean last = index == reply.parts().size() - 1;
      if (last && reply.ending() == Reply.Ending.HELD) {
        released.thenRun(() -> context.executor().execute(() -> send(index)));
      } else if (reply.pauseMillis() > 0 && (index > 0 || last)) {
        after(reply.pauseMillis(), () -> send(index));
      } else {
        send(index);
      }
    }

    private void send(int index) {
      context.writeAndFlush(
          new DefaultHttpContent(Unpooled.wrappedBuffer(reply.parts().get(index))));
      part(index + 1);
    }

    private void end() {
      switch (reply.ending()) {
        case ORDERLY, HELD, HELD_FIRST -> context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        case CLOSED -> after(BEFORE_END_MILLIS, () -> connection().close());
        case RESET -> after(BEFORE_END_MILLIS, this::reset);
        case RESET_ONCE_READ -> resetOnceRead();
        default -> {}
      }
    }

    private void resetOnceRead() {
      if (partsRead.getAsInt() - partsReadBefore >= reply.parts().size()) {
        reset();
      } else if (connection().isActive()) {
        after(BETWEEN_LOOKS_MILLIS, this::resetOnceRead);
      }
    }

    private void reset() {
      Channel connection = connection();
      connection.config().setOption(ChannelOption.SO_LINGER, 0);
      connection.close();
    }

    private Channel connection() {
      Channel channel = context.channel();
      return channel instanceof SocketChannel ? channel : channel.parent();
    }

    private void after(long millis, Runnable happens) {
      context.executor().schedule(happens, millis, TimeUnit.MILLISECONDS);
    }
  }
}
