package org.rop2p.testbed.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.function.UnaryOperator;

/** Who may know whom; docs/architecture.md draws the same picture. */
@AnalyzeClasses(packages = "org.rop2p", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleArrowsTest {
  private static final String CODEC = "org.rop2p.codec..";
  private static final String TRANSPORT = "org.rop2p.transport..";
  private static final String COORDINATOR_CLIENT = "org.rop2p.coordinator.client..";
  private static final String PROXY = "org.rop2p.proxy..";
  private static final String TESTBED = "org.rop2p.testbed..";
  private static final String SOCKETS = "java.net.http..";
  private static final String NETTY_CHANNELS = "io.netty.channel..";
  private static final String VERTX = "io.vertx..";

  @ArchTest
  static final ArchRule codecKnowsNoSocketsPeersOrHttp =
      noClasses()
          .that()
          .resideInAPackage(CODEC)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              TRANSPORT,
              "org.rop2p.coordinator..",
              PROXY,
              TESTBED,
              NETTY_CHANNELS,
              SOCKETS,
              "com.fasterxml..");

  @ArchTest
  static final ArchRule transportKnowsNothingOfTheGame =
      noClasses()
          .that()
          .resideInAPackage(TRANSPORT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CODEC, "org.rop2p.coordinator..", PROXY, TESTBED, SOCKETS);

  @ArchTest
  static final ArchRule coordinatorClientKnowsNoNettyAndNoGame =
      noClasses()
          .that()
          .resideInAPackage(COORDINATOR_CLIENT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CODEC, TRANSPORT, PROXY, TESTBED, "io.netty..", VERTX);

  @ArchTest
  static final ArchRule coordinatorKnowsNoGamePackets =
      noClasses()
          .that()
          .resideInAPackage("org.rop2p.coordinator..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CODEC, TRANSPORT, PROXY, TESTBED);

  @ArchTest
  static final ArchRule proxyKnowsNoServerOfOurs =
      noClasses()
          .that()
          .resideInAPackage(PROXY)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              TESTBED,
              VERTX,
              "org.rop2p.coordinator.auth..",
              "org.rop2p.coordinator.config..",
              "org.rop2p.coordinator.rest..",
              "org.rop2p.coordinator.session..",
              "org.rop2p.coordinator.signaling..",
              "java.sql..");

  @ArchTest
  static final ArchRule decisionsDoNoIo =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.rop2p.proxy.delivery..",
              "org.rop2p.proxy.peer.acquaintance..",
              "org.rop2p.proxy.peer.admission..",
              "org.rop2p.proxy.peer.pool..",
              "org.rop2p.proxy.peer.sight..",
              "org.rop2p.proxy.routing..",
              "org.rop2p.proxy.speech..",
              "org.rop2p.proxy.walking..",
              "org.rop2p.proxy.world..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              NETTY_CHANNELS, "java.net..", "java.nio.file..", "java.util.concurrent.locks..");

  /** Packages right below the root, each with all that is in it. */
  @ArchTest
  static final ArchRule partsOfTheProxyHaveNoCycles =
      slices().assignedFrom(partsOf("org.rop2p.proxy")).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfTheProxyHaveNoCycles = packagesHaveNoCycles("org.rop2p.proxy");

  @ArchTest
  static final ArchRule packagesOfTheCodecHaveNoCycles = packagesHaveNoCycles("org.rop2p.codec");

  @ArchTest
  static final ArchRule packagesOfTheTransportHaveNoCycles =
      packagesHaveNoCycles("org.rop2p.transport");

  @ArchTest
  static final ArchRule packagesOfTheTestbedHaveNoCycles =
      packagesHaveNoCycles("org.rop2p.testbed");

  /** Every package for itself, however deep. */
  private static ArchRule packagesHaveNoCycles(String root) {
    return slices()
        .assignedFrom(slicesOf(root, "each package", name -> name))
        .should()
        .beFreeOfCycles();
  }

  private static SliceAssignment partsOf(String root) {
    return slicesOf(
        root,
        "each package right below",
        name ->
            name.equals(root) ? "(root)" : name.substring(root.length() + 1).split("\\.", 2)[0]);
  }

  private static SliceAssignment slicesOf(
      String root, String description, UnaryOperator<String> sliceOf) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(root) || name.startsWith(root + ".")
            ? SliceIdentifier.of(sliceOf.apply(name))
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return root + ", " + description;
      }
    };
  }
}
