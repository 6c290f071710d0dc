# All images at once, for both kinds of processors:
#   REGISTRY=registry.example.com/apus docker buildx bake --file k8s/image/docker-bake.hcl --push
variable "REGISTRY" { default = "apus" }
variable "VERSION" { default = "0.1.0" }
variable "REVISION" { default = "unknown" }
# Those of the Dockerfile, with the digests of today.
variable "BUILD_IMAGE" { default = "" }
variable "RUNTIME_IMAGE" { default = "" }

group "default" {
  targets = ["image"]
}

target "image" {
  name       = service
  matrix     = { service = ["gateway", "orchestrator", "memory", "retrieval", "inference-worker", "apus"] }
  context    = "."
  dockerfile = "k8s/image/Dockerfile"
  platforms  = ["linux/amd64", "linux/arm64"]
  tags       = ["${REGISTRY}/${service}:${VERSION}"]
  args = {
    SERVICE       = service
    VERSION       = VERSION
    REVISION      = REVISION
    BUILD_IMAGE   = BUILD_IMAGE != "" ? BUILD_IMAGE : null
    RUNTIME_IMAGE = RUNTIME_IMAGE != "" ? RUNTIME_IMAGE : null
  }
  attest = ["type=provenance,mode=max", "type=sbom"]
}
