package org.rop2p.transport.link;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.random.RandomGenerator;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.gather.CandidatePolicy;
import org.rop2p.transport.ice.IceSettings;
import org.rop2p.transport.loop.LoopClock;
import org.rop2p.transport.socket.Demultiplexer;
import org.rop2p.transport.socket.SocketCounters;
import org.rop2p.transport.stun.CheckPacer;

/** What the links of one endpoint share. */
record LoopContext(
    EventLoop loop,
    Channel socket,
    Demultiplexer demultiplexer,
    SocketCounters counters,
    LoopClock clock,
    RandomGenerator random,
    EndpointConfig config,
    IceSettings settings,
    CheckPacer pacer,
    CandidatePolicy policy) {}
